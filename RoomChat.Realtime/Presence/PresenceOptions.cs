using System.ComponentModel.DataAnnotations;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>Settings under <c>Realtime:Presence</c>.</summary>
internal sealed class PresenceOptions
{
    /// <summary>Users above which a room is large: its members are told how many there are and not who came and went.</summary>
    [Range(1, 10_000)]
    public int LargeRoom { get; set; } = 100;

    /// <summary>For how long comings and goings are collected before a room hears of them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Pause between two counts that a large room hears from one instance, and for which a list of its members may be given again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan LargeRoomEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a user whose connection broke stays in the room: who comes back in that time never left.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it is looked for instances that died, and for entries that do not agree with this instance.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause between two times that a room hears from this instance that a user is typing; what comes between is dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan TypingEvery { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// The largest room, in users, that has read receipts; 0 turns receipts off. Each message of such a room costs as many events.
    /// </summary>
    [Range(0, 100)]
    public int ReceiptsUpTo { get; set; } = 20;

    /// <summary>What a room of so many users is told of one of them.</summary>
    public RoomMember Told(RoomMember member, int users) =>
        member.ReadTo is null || users <= ReceiptsUpTo ? member : member with { ReadTo = null };
}
