using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Language;

// Rooms and their list.
public abstract partial class Words
{
    public abstract string Rooms { get; }

    public abstract string RefreshRooms { get; }

    public abstract string NoRoomNamed(string text);

    public abstract string UnreadWord { get; }

    public abstract string Join { get; }

    public abstract string Joining { get; }

    public abstract string Members(int count);

    public abstract string BackToRooms { get; }

    public abstract string BackToRoomsUnread(int count);

    public abstract string RoomMenu(string room);

    public abstract string RoomMenuTitle { get; }

    public abstract string Favourite { get; }

    public abstract string Mute { get; }

    public abstract string NotifyOf { get; }

    public abstract string LeaveRoom(string room);

    public abstract string PickRoom { get; }

    public abstract string PickRoomHint { get; }

    public abstract string RoomField { get; }

    public abstract string FindOrCreate { get; }

    public abstract string RoomRule { get; }

    public abstract string NoRoomName { get; }

    public abstract string AllIsReserved { get; }

    public abstract string StillJoining(string room);

    public abstract string CouldNotJoin(string room);

    public abstract string CouldNotJoinAgain(string room);

    public abstract string NoLongerIn(string room);

    public abstract string YouLeft(string room);

    public abstract string Undo { get; }

    public abstract string RoomLabel(string room);

    public abstract string NoRoomLabel { get; }

    public abstract string SkipToRoom { get; }

    public abstract string SkipToMessage { get; }

    public abstract string Section(RoomSection section);

    public abstract string Alert(RoomAlert alert);
}
