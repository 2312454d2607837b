using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A receiver's decision about a message it has locked.</summary>
internal abstract record Settlement
{
    private static readonly IReadOnlyDictionary<string, object?> NoChanges = ImmutableDictionary<string, object?>.Empty;

    private Settlement() { }

    /// <summary>Application properties to set on the message.</summary>
    public IReadOnlyDictionary<string, object?> Changes { get; init; } = NoChanges;

    /// <summary>Removes the message.</summary>
    public sealed record Complete : Settlement;

    /// <summary>Returns the message and increments its delivery count.</summary>
    public sealed record Abandon : Settlement;

    /// <summary>Returns the message and keeps its delivery count.</summary>
    public sealed record Release : Settlement;

    /// <summary>Defers the message. From then on, only its sequence number finds it.</summary>
    public sealed record Defer : Settlement;

    /// <summary>Moves the message to the dead-letter queue; the reason is in <see cref="Settlement.Changes"/>.</summary>
    public sealed record DeadLetter : Settlement;
}
