using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Settings under <c>RoomChannel</c>.</summary>
public sealed class RoomChannelOptions
{
    /// <summary>
    /// Threads that read the rooms' channels, each with a connection of its own; a room's messages are all passed on by the same one. Sharded channels
    /// have one for each node of the cluster instead.
    /// </summary>
    [Range(1, 64)]
    public int Readers { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>Silence of Redis, which is pinged meanwhile, after which a connection counts as broken.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Announces a room's messages by the node of a Redis Cluster that has the room, and by no other (<c>SPUBLISH</c>); a plain announcement goes to every
    /// node. Needs a cluster of Redis 7, and must be the same for all services.
    /// </summary>
    public bool Sharded { get; set; }
}
