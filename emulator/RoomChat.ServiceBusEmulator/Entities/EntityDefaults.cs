namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The defaults of Service Bus for settings that a request leaves out.</summary>
internal static class EntityDefaults
{
    public const int MaxDeliveryCount = 10;
    public const int MaxSizeInMegabytes = 1024;

    /// <summary>The limit of the standard tier.</summary>
    public const long MaxMessageSizeInKilobytes = 256;

    public static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(10);
}
