using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.Presence;

/// <summary>Settings under <c>Realtime:Census</c>.</summary>
internal sealed class CensusOptions
{
    /// <summary>How long the answer to a join or leave waits until the counts are written. Then it is sent without them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between attempts while the counts cannot be written.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(1);
}
