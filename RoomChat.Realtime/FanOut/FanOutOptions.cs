using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.FanOut;

/// <summary>Settings under <c>Realtime:FanOut</c>.</summary>
internal sealed class FanOutOptions
{
    /// <summary>
    /// How often the feeds are compared with recently changed logs. A lost announcement in a silent room is found after this time, plus two
    /// seconds in which appends are collected.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AuditEvery { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How often all feeds are compared with their logs, for unreported appends of a crashed instance. At most half of
    /// <c>RoomLog:Retention</c>, because this also keeps the logs of silent rooms alive.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan AuditAllEvery { get; set; } = TimeSpan.FromMinutes(1);
}
