using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomCounts;

/// <summary>Settings under <c>RoomCounts</c>.</summary>
public sealed class RoomCountsOptions
{
    /// <summary>How long an instance's share of the counts outlives its last renewal: the error bound after a crash.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:00:30")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);
}
