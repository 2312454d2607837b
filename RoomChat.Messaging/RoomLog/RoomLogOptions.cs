using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Settings under <c>RoomLog</c>.</summary>
public sealed class RoomLogOptions
{
    /// <summary>Messages that a room keeps; the oldest go first. A client that missed more is told to reload.</summary>
    [Range(10, 100_000)]
    public int KeptMessages { get; set; } = 1000;

    /// <summary>How long a room's messages outlive the last of them.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
