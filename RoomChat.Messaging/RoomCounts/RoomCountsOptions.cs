using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomCounts;

/// <summary>Settings under <c>RoomCounts</c>.</summary>
public sealed class RoomCountsOptions
{
    /// <summary>Life of an instance's share without renewal. After a crash the counts are wrong for at most this time.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:00:30")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);
}
