using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Settings under <c>RoomChannel</c>.</summary>
public sealed class RoomChannelOptions
{
    /// <summary>Threads that read the rooms' channels, each with a connection of its own; a room's messages are all passed on by the same one.</summary>
    [Range(1, 64)]
    public int Readers { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>Silence of Redis, which is pinged meanwhile, after which a connection counts as broken.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);
}
