using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.FanOut;

/// <summary>Settings under <c>Realtime:FanOut</c>.</summary>
internal sealed class FanOutOptions
{
    /// <summary>How often the feeds are compared with their logs: how long a message that the channel lost can stay unseen in a silent room.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AuditEvery { get; set; } = TimeSpan.FromSeconds(5);
}
