using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Limits;

/// <summary>The limits of publishing and of making rooms, one set per process.</summary>
public sealed class PublishingLimits(IOptions<PublishingLimitOptions> options, LimitMetrics metrics, TimeProvider time)
{
    /// <summary>Messages to any room.</summary>
    public CallerLimit Messages { get; } = new("messages", options.Value.Messages, metrics, time);

    /// <summary>Rooms that have no log yet.</summary>
    public CallerLimit Rooms { get; } = new("rooms", options.Value.Rooms, metrics, time);
}
