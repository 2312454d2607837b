namespace RoomChat.Client;

/// <summary>How much a <see cref="RoomChatOutbox"/> keeps, and how patient it is.</summary>
public sealed class RoomChatOutboxOptions
{
    /// <summary>Messages kept, all rooms together; what comes beyond is refused at once.</summary>
    public int MaxMessages { get; init; } = 1000;

    /// <summary>Upper bound of the wait before a message is tried anew; it doubles with each time.</summary>
    public TimeSpan MinRetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Upper bound of the wait before any try.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a try may take. The next one carries the same message id, so that one which was only slow does no harm.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the request of a try may take before the message also goes over the outbox's client, if it has one. A browser keeps
    /// connections that died with the
    /// network and uses them for requests, one after the other; the client's connection is known to live.
    /// </summary>
    public TimeSpan SecondWayAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long disposing waits for what is still to be sent.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of jitter.</summary>
    public Random Random { get; init; } = Random.Shared;
}
