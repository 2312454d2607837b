namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>What Service Bus takes for settings that a request leaves out.</summary>
internal static class EntityDefaults
{
    public const int MaxDeliveryCount = 10;
    public const int MaxSizeInMegabytes = 1024;

    /// <summary>That of the standard tier.</summary>
    public const long MaxMessageSizeInKilobytes = 256;

    public static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(10);
}
