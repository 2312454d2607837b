using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.InstanceLeases;

/// <summary>Settings under <c>InstanceLeases</c>.</summary>
public sealed class InstanceLeaseOptions
{
    /// <summary>Life of a lease without renewal; then the instance counts as crashed. It is renewed three times as often.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(10);
}
