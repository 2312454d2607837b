using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The rules by which one queue or subscription keeps its messages. Defaults are those of Service Bus.</summary>
internal sealed record QueueSettings
{
    /// <summary>How long a receiver has a message or session before it must renew.</summary>
    public TimeSpan LockDuration { get; init; } = EntityDefaults.LockDuration;

    /// <summary>Attempts before a message becomes a dead letter.</summary>
    public int MaxDeliveryCount { get; init; } = EntityDefaults.MaxDeliveryCount;

    /// <summary>Upper bound of every message's life; <see cref="TimeSpan.MaxValue"/> is none.</summary>
    public TimeSpan DefaultTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether an expired message is kept as a dead letter.</summary>
    public bool DeadLetterOnExpiration { get; init; }

    public bool RequiresSession { get; init; }

    /// <summary>Dead letters neither expire nor die.</summary>
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
    /// <param name="topicTimeToLive">The longest life of messages in its topic.</param>
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
