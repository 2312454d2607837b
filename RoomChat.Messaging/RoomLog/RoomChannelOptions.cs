using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Settings under <c>RoomChannel</c>.</summary>
public sealed class RoomChannelOptions
{
    /// <summary>
    /// Threads that read the rooms' channels, each with its own connection. One thread handles all messages of a room. Sharded channels use
    /// one thread per node of the cluster instead.
    /// </summary>
    [Range(1, 64)]
    public int Readers { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>Silence of Redis, in spite of pings, after which a connection counts as broken.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Announces a room's messages only at the Redis Cluster node that owns the room (<c>SPUBLISH</c>). A plain announcement goes to every
    /// node. Needs a cluster of Redis 7, and must be equal in all services.
    /// </summary>
    public bool Sharded { get; set; }
}
