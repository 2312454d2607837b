using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.FanOut;

/// <summary>Settings under <c>Realtime:FanOut</c>.</summary>
internal sealed class FanOutOptions
{
    /// <summary>
    /// How often the feeds are compared with the logs that were appended to lately. An announcement that the channel lost in a silent room
    /// is found that late, and the two seconds later in which appends are gathered.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AuditEvery { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How often all feeds are compared with their logs: for what an instance appended and did not tell, because it died. Half of
    /// <c>RoomLog:Retention</c> when that is less, since it also keeps the logs of silent rooms alive.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan AuditAllEvery { get; set; } = TimeSpan.FromMinutes(1);
}
