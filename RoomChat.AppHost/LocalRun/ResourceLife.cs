namespace RoomChat.AppHost.LocalRun;

/// <summary>The starts and ends of one program, and what follows from an end. Not thread-safe.</summary>
internal sealed class ResourceLife(TimeProvider time)
{
    /// <summary>A program that never became healthy is started this often in all; after that it cannot start.</summary>
    internal const int MostStarts = 3;

    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private bool _isAlive = true;
    private bool _isAskedToStop;
    private bool _wasHealthy;
    private DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>How often it was started again.</summary>
    internal int Restarts { get; private set; }

    /// <summary>How long to wait before the next start: nothing after a long life, twice as long after each short one.</summary>
    internal TimeSpan Pause { get; private set; }

    /// <summary>Takes a change of state, and says what to do about it. An end counts once, however often it is told.</summary>
    /// <param name="state">As in <see cref="KnownResourceStates"/>.</param>
    /// <param name="isHealthy">Whether all health checks pass.</param>
    internal LifeVerdict Observe(string? state, bool isHealthy)
    {
        if (state is null) return LifeVerdict.GoesOn;
        if (IsEnd(state)) return _isAlive ? End() : LifeVerdict.GoesOn;
        if (!_isAlive) Begin();
        _isAskedToStop |= state == KnownResourceStates.Stopping;
        _wasHealthy |= isHealthy && state == KnownResourceStates.Running;
        return LifeVerdict.GoesOn;
    }

    private static bool IsEnd(string state) =>
        state == KnownResourceStates.Exited || state == KnownResourceStates.Finished || state == KnownResourceStates.FailedToStart;

    private void Begin()
    {
        (_isAlive, _isAskedToStop) = (true, false);
        _startedAt = time.GetUtcNow();
    }

    private LifeVerdict End()
    {
        _isAlive = false;
        if (_isAskedToStop) return LifeVerdict.GoesOn;
        if (!_wasHealthy && Restarts + 1 >= MostStarts) return LifeVerdict.GiveUp;
        Restarts++;
        var isShort = time.GetUtcNow() - _startedAt < ShortLife;
        Pause = isShort ? TimeSpan.FromTicks(Math.Clamp(Pause.Ticks * 2, ShortestPause.Ticks, LongestPause.Ticks)) : TimeSpan.Zero;
        return LifeVerdict.StartAgain;
    }
}
