using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>An event in a joined room. Events come in order.</summary>
public abstract record RoomEvent
{
    private RoomEvent() { }

    /// <summary>A new message.</summary>
    /// <param name="Message">The message. Its offset follows the previous one, unless history was lost in between.</param>
    public sealed record MessageReceived(ServerFrame.Message Message) : RoomEvent;

    /// <summary>
    /// Messages between the previous one and <paramref name="Position"/> are lost. An application that shows the room loads it again.
    /// </summary>
    /// <param name="Position">The stream continues after this position.</param>
    public sealed record HistoryLost(RoomPosition Position) : RoomEvent;

    /// <summary>Another user is typing. Typing ends after some seconds without this event. May be dropped.</summary>
    /// <param name="User">The typing user.</param>
    public sealed record Typing(ChatUser User) : RoomEvent;

    /// <summary>The room's settings have changed. May be dropped.</summary>
    /// <param name="Room">The new settings.</param>
    public sealed record RoomChanged(ServerFrame.RoomUpdated Room) : RoomEvent;

    /// <summary>A user's role in the room has changed, or the user was kicked, banned or muted. May be dropped.</summary>
    /// <param name="Member">The user and the new role.</param>
    public sealed record RoleChanged(ServerFrame.MemberChanged Member) : RoomEvent;

    /// <summary>
    /// Users entered or left the room. May be dropped: an application that shows the members asks for them again when their number is not
    /// <paramref name="Count"/>, and after a reconnect.
    /// </summary>
    /// <param name="Count">Number of users in the room.</param>
    /// <param name="Joined">Users who entered; may include present users. Null in a large room, which reports only the count.</param>
    /// <param name="Left">Users who left. Null in a large room.</param>
    /// <param name="Changed">Members who have another name or status, or have read more; null for none.</param>
    public sealed record MembersChanged(
        int Count, IReadOnlyList<RoomMember>? Joined, IReadOnlyList<ChatUser>? Left, IReadOnlyList<RoomMember>? Changed = null) : RoomEvent;
}
