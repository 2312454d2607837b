using RoomChat.Contracts.Frames;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Harms one message of a run, so that the run must fail: shows that the checker is connected to what it checks.</summary>
internal sealed class Sabotage(SabotageKind kind)
{
    /// <summary>Late enough that every member has begun to hear.</summary>
    private const long Victim = 10_000;

    private long _passed;

    /// <summary>Hands the message on: once, or as often as the sabotage wants.</summary>
    public void Pass(ServerFrame.Message message, Action<ServerFrame.Message> hear)
    {
        var isVictim = kind != SabotageKind.None && Interlocked.Increment(ref _passed) == Victim;
        if (isVictim && kind == SabotageKind.Drop) return;
        hear(message);
        if (isVictim && kind == SabotageKind.Double) hear(message);
    }
}
