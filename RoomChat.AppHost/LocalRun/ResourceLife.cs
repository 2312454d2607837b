namespace RoomChat.AppHost.LocalRun;

/// <summary>The starts and ends of one program, and the reaction to an end. Not thread-safe.</summary>
internal sealed class ResourceLife(TimeProvider time)
{
    /// <summary>Maximum of starts of a program that never becomes healthy. After that the run fails.</summary>
    internal const int MostStarts = 3;

    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private bool _isAlive = true;
    private bool _isAskedToStop;
    private bool _wasHealthy;
    private DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>Number of restarts.</summary>
    internal int Restarts { get; private set; }

    /// <summary>Wait before the next start: none after a long life, doubled after each short one.</summary>
    internal TimeSpan Pause { get; private set; }

    /// <summary>Handles a change of state, and returns the reaction. An end counts once, even if it is reported several times.</summary>
    /// <param name="state">One of <see cref="KnownResourceStates"/>.</param>
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
