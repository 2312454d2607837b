namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The rules of one queue or subscription. Defaults are those of Microsoft's emulator.</summary>
internal sealed record QueueSettings
{
    /// <summary>How long a receiver has a message or session before it must renew.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Attempts before a message becomes a dead letter.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>Upper bound of every message's life; <see cref="TimeSpan.MaxValue"/> is none.</summary>
    public TimeSpan DefaultTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether an expired message is kept as a dead letter.</summary>
    public bool DeadLetterOnExpiration { get; init; }

    public bool RequiresSession { get; init; }
}
