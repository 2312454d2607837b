using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Language;

// Rooms and their list.
internal sealed partial class EnglishWords
{
    public override string Rooms => "Rooms";

    public override string RefreshRooms => "Refresh rooms and member counts";

    public override string NoRoomNamed(string text) => $"No room has “{text}” in its name. Join creates it.";

    public override string UnreadWord => "unread";

    public override string Join => "Join";

    public override string Joining => "Joining…";

    public override string Members(int count) => count == 1 ? "1 member" : $"{Number(count)} members";

    public override string BackToRooms => "Back to rooms";

    public override string BackToRoomsUnread(int count) => $"Back to rooms, {Number(count)} unread";

    public override string RoomMenu(string room) => $"Menu of room {room}";

    public override string RoomMenuTitle => "More";

    public override string Favourite => "Favourite";

    public override string Mute => "Mute";

    public override string NotifyOf => "Notify me of";

    public override string LeaveRoom(string room) => $"Leave room {room}";

    public override string PickRoom => "Pick a room";

    public override string PickRoomHint =>
        "Join a room from the list, or name a new one. You can be in several at once: unread messages are counted for each.";

    public override string RoomField => "Name of a room to find, join or create";

    public override string FindOrCreate => "Find or create a room";

    public override string RoomRule => "1 to 64 of A–Z, a–z, 0–9, dot, dash and underscore.";

    public override string NoRoomName => "This is no room name:";

    public override string AllIsReserved => "“all” is reserved: everybody hears it already.";

    public override string StillJoining(string room) => $"Joining {room} is not over yet.";

    public override string CouldNotJoin(string room) => $"Could not join {room}.";

    public override string CouldNotJoinAgain(string room) => $"Could not join {room} again.";

    public override string NoLongerIn(string room) => $"You are no longer in {room}.";

    public override string YouLeft(string room) => $"You left {room}.";

    public override string Undo => "Undo";

    public override string RoomLabel(string room) => $"Room {room}";

    public override string NoRoomLabel => "No room";

    public override string SkipToRoom => "Skip to the name of a room to join";

    public override string SkipToMessage => "Skip to the message box";

    public override string Section(RoomSection section) => section switch
    {
        RoomSection.Favourites => "Favourites",
        RoomSection.Joined => "Your rooms",
        RoomSection.Others => "More rooms",
        _ => "Muted",
    };

    public override string Alert(RoomAlert alert) => alert switch
    {
        RoomAlert.All => "All messages",
        RoomAlert.Mentions => "Mentions",
        _ => "Nothing",
    };
}
