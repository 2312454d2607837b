using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>What happens in a joined room, in order.</summary>
public abstract record RoomEvent
{
    private RoomEvent() { }

    /// <summary>A message was said.</summary>
    /// <param name="Message">The message; its offset follows the one before, unless history was lost in between.</param>
    public sealed record MessageReceived(ServerFrame.Message Message) : RoomEvent;

    /// <summary>Messages between the one before and <paramref name="Position"/> will not come: whoever shows the room loads it anew.</summary>
    /// <param name="Position">The stream goes on after this position.</param>
    public sealed record HistoryLost(RoomPosition Position) : RoomEvent;

    /// <summary>Somebody else is typing; it is over when nothing more is heard of it for some seconds. May be dropped.</summary>
    /// <param name="User">Who.</param>
    public sealed record Typing(ChatUser User) : RoomEvent;

    /// <summary>The room's settings have changed. May be dropped.</summary>
    /// <param name="Room">What they are now.</param>
    public sealed record RoomChanged(ServerFrame.RoomUpdated Room) : RoomEvent;

    /// <summary>A user's role in the room has changed, or the user was kicked, banned or muted. May be dropped.</summary>
    /// <param name="Member">Who, and what the user is now.</param>
    public sealed record RoleChanged(ServerFrame.MemberChanged Member) : RoomEvent;

    /// <summary>
    /// Users came into the room or went. May be dropped: whoever shows the members asks for them anew when their number is not <paramref name="Count"/>,
    /// and after a break.
    /// </summary>
    /// <param name="Count">How many users are in the room.</param>
    /// <param name="Joined">Who came; also who is there already. Null in a large room, where only the count is told.</param>
    /// <param name="Left">Who went. Null in a large room.</param>
    /// <param name="Changed">Members who have another name or status, or have read more; null for none.</param>
    public sealed record MembersChanged(
        int Count, IReadOnlyList<RoomMember>? Joined, IReadOnlyList<ChatUser>? Left, IReadOnlyList<RoomMember>? Changed = null) : RoomEvent;
}
