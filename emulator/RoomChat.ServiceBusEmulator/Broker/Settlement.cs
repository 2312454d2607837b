using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What a receiver wants done with a message it has locked.</summary>
internal abstract record Settlement
{
    private static readonly IReadOnlyDictionary<string, object?> NoChanges = ImmutableDictionary<string, object?>.Empty;

    private Settlement() { }

    /// <summary>Application properties to set on the message.</summary>
    public IReadOnlyDictionary<string, object?> Changes { get; init; } = NoChanges;

    /// <summary>Done: remove it.</summary>
    public sealed record Complete : Settlement;

    /// <summary>Give it back, counting the attempt.</summary>
    public sealed record Abandon : Settlement;

    /// <summary>Give it back as if it had never been received.</summary>
    public sealed record Release : Settlement;

    /// <summary>Set it aside; from now on only its sequence number finds it.</summary>
    public sealed record Defer : Settlement;

    /// <summary>Move it to the dead letters; the reason is in <see cref="Settlement.Changes"/>.</summary>
    public sealed record DeadLetter : Settlement;
}
