using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The message settings of one queue or subscription. Defaults are those of Service Bus.</summary>
internal sealed record QueueSettings
{
    /// <summary>How long a lock on a message or session lasts without renewal.</summary>
    public TimeSpan LockDuration { get; init; } = EntityDefaults.LockDuration;

    /// <summary>Attempts before a message becomes a dead letter.</summary>
    public int MaxDeliveryCount { get; init; } = EntityDefaults.MaxDeliveryCount;

    /// <summary>Upper bound of the time to live; <see cref="TimeSpan.MaxValue"/> means none.</summary>
    public TimeSpan DefaultTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether an expired message is kept as a dead letter.</summary>
    public bool DeadLetterOnExpiration { get; init; }

    public bool RequiresSession { get; init; }

    /// <summary>Settings of a dead-letter queue. Its messages never expire and have no delivery limit.</summary>
    public static QueueSettings OfDeadLetters(TimeSpan lockDuration) =>
        new() { LockDuration = lockDuration, MaxDeliveryCount = int.MaxValue };

    public static QueueSettings Of(QueueDescription queue) => new()
    {
        LockDuration = queue.LockDuration,
        MaxDeliveryCount = queue.MaxDeliveryCount,
        DefaultTimeToLive = queue.DefaultMessageTimeToLive,
        DeadLetterOnExpiration = queue.DeadLetteringOnMessageExpiration,
        RequiresSession = queue.RequiresSession,
    };

    /// <param name="subscription">The subscription.</param>
    /// <param name="topicTimeToLive">The topic's upper bound of the time to live.</param>
    public static QueueSettings Of(SubscriptionDescription subscription, TimeSpan topicTimeToLive) => new()
    {
        LockDuration = subscription.LockDuration,
        MaxDeliveryCount = subscription.MaxDeliveryCount,
        DefaultTimeToLive = topicTimeToLive < subscription.DefaultMessageTimeToLive
            ? topicTimeToLive
            : subscription.DefaultMessageTimeToLive,
        DeadLetterOnExpiration = subscription.DeadLetteringOnMessageExpiration,
        RequiresSession = subscription.RequiresSession,
    };
}
