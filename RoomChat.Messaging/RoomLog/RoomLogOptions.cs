using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Settings under <c>RoomLog</c>.</summary>
public sealed class RoomLogOptions
{
    /// <summary>Messages that a room keeps; the oldest are removed first. A client that missed more must reload.</summary>
    [Range(10, 100_000)]
    public int KeptMessages { get; set; } = 1000;

    /// <summary>
    /// How long a repeated message is recognised after it has left the log. It must be longer than a message can be in transit. A receiver
    /// that takes over repeats its predecessor's messages, and so may a publisher without an answer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan IdRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Limit of ids of messages that have left the log. It bounds the memory of a busy room, at about 150 bytes per id.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxIds { get; set; } = 100_000;

    /// <summary>How long a room's messages are kept after the last one.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
