using System.ComponentModel.DataAnnotations;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>Settings under <c>Realtime:Presence</c>.</summary>
internal sealed class PresenceOptions
{
    /// <summary>Number of users above which a room is large: only the number of users is announced.</summary>
    [Range(1, 10_000)]
    public int LargeRoom { get; set; } = 100;

    /// <summary>How long changes are collected before they are announced.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Shortest time between two counts to a large room from one instance, and life of a shared list of its members.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan LargeRoomEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a user stays in the room after a broken connection. A reconnect within this time is not announced.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often dead instances and wrong entries are searched.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest time between two typing events of a user to a room from this instance. Others are dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan TypingEvery { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Largest room, in users, with read receipts; 0 turns receipts off. Each message costs one event per user.
    /// </summary>
    [Range(0, 100)]
    public int ReceiptsUpTo { get; set; } = 20;

    /// <summary>The visible data of a member in a room of this many users.</summary>
    public RoomMember Told(RoomMember member, int users) =>
        member.ReadTo is null || users <= ReceiptsUpTo ? member : member with { ReadTo = null };
}
