using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Settings under <c>RoomLog</c>.</summary>
public sealed class RoomLogOptions
{
    /// <summary>Messages that a room keeps; the oldest go first. A client that missed more is told to reload.</summary>
    [Range(10, 100_000)]
    public int KeptMessages { get; set; } = 1000;

    /// <summary>
    /// How long a message is recognised when it comes again, though the room no longer keeps it: longer than a message can be on its way. A receiver that takes over
    /// from another brings what that one had brought already, and so may a publisher that got no answer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan IdRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most ids of messages that a room no longer keeps. It bounds what a busy room costs, at about 150 bytes each.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxIds { get; set; } = 100_000;

    /// <summary>How long a room's messages outlive the last of them.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
