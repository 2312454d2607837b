using RoomChat.Contracts.Frames;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Drops or repeats one message of a run, so that the run must fail. This proves that the checker works.</summary>
internal sealed class Sabotage(SabotageKind kind)
{
    /// <summary>The number of the affected message. By then every member receives messages.</summary>
    private const long Victim = 10_000;

    private long _passed;

    /// <summary>Passes the message on once, or as often as the sabotage requires.</summary>
    public void Pass(ServerFrame.Message message, Action<ServerFrame.Message> hear)
    {
        var isVictim = kind != SabotageKind.None && Interlocked.Increment(ref _passed) == Victim;
        if (isVictim && kind == SabotageKind.Drop) return;
        hear(message);
        if (isVictim && kind == SabotageKind.Double) hear(message);
    }
}
