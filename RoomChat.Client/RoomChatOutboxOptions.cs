namespace RoomChat.Client;

/// <summary>Limits and delays of a <see cref="RoomChatOutbox"/>.</summary>
public sealed class RoomChatOutboxOptions
{
    /// <summary>Limit of queued messages over all rooms. Further messages are refused at once.</summary>
    public int MaxMessages { get; init; } = 1000;

    /// <summary>Upper bound of the wait before the first retry. It doubles with each retry.</summary>
    public TimeSpan MinRetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Upper bound of the wait before any retry.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time limit of a try. A slow try does no harm: the retry carries the same message id.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// After this time without an HTTP answer the message also goes over the outbox's client, if it has one. After a network failure a
    /// browser reuses dead connections for requests, one after the other. The client's connection is known to work.
    /// </summary>
    public TimeSpan SecondWayAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time limit of disposal for sending the queued messages.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of jitter.</summary>
    public Random Random { get; init; } = Random.Shared;
}
