using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Language;

// Rooms and their list.
internal sealed partial class GermanWords
{
    public override string Rooms => "Räume";

    public override string RefreshRooms => "Räume und Zahlen auffrischen";

    public override string NoRoomNamed(string text) => $"Kein Raum hat „{text}“ im Namen. Beitreten legt ihn an.";

    public override string UnreadWord => "ungelesen";

    public override string Join => "Beitreten";

    public override string Joining => "Tritt bei…";

    public override string Members(int count) => count == 1 ? "1 Mitglied" : $"{Number(count)} Mitglieder";

    public override string BackToRooms => "Zurück zu den Räumen";

    public override string BackToRoomsUnread(int count) => $"Zurück zu den Räumen, {Number(count)} ungelesen";

    public override string RoomMenu(string room) => $"Menü des Raums {room}";

    public override string RoomMenuTitle => "Mehr";

    public override string Favourite => "Favorit";

    public override string Mute => "Stumm";

    public override string NotifyOf => "Benachrichtigen bei";

    public override string LeaveRoom(string room) => $"Raum {room} verlassen";

    public override string PickRoom => "Wähle einen Raum";

    public override string PickRoomHint =>
        "Tritt einem Raum der Liste bei, oder nenne einen neuen. Du kannst in mehreren sein: Ungelesenes wird je Raum gezählt.";

    public override string RoomField => "Name eines Raums, den du suchst, betrittst oder anlegst";

    public override string FindOrCreate => "Raum finden, anlegen";

    public override string RoomRule => "1 bis 64 Zeichen von A–Z, a–z, 0–9, Punkt, Strich und Unterstrich.";

    public override string NoRoomName => "Das ist kein Raumname:";

    public override string AllIsReserved => "„all“ ist reserviert: Das hören schon alle.";

    public override string StillJoining(string room) => $"Der Beitritt zu {room} läuft noch.";

    public override string CouldNotJoin(string room) => $"{room} war nicht zu betreten.";

    public override string CouldNotJoinAgain(string room) => $"{room} war nicht wieder zu betreten.";

    public override string NoLongerIn(string room) => $"Du bist nicht mehr in {room}.";

    public override string YouLeft(string room) => $"Du hast {room} verlassen.";

    public override string Undo => "Rückgängig";

    public override string RoomLabel(string room) => $"Raum {room}";

    public override string NoRoomLabel => "Kein Raum";

    public override string SkipToRoom => "Zum Namen eines Raums springen";

    public override string SkipToMessage => "Zum Nachrichtenfeld springen";

    public override string Section(RoomSection section) => section switch
    {
        RoomSection.Favourites => "Favoriten",
        RoomSection.Joined => "Deine Räume",
        RoomSection.Others => "Weitere Räume",
        _ => "Stumm",
    };

    public override string Alert(RoomAlert alert) => alert switch
    {
        RoomAlert.All => "Allen Nachrichten",
        RoomAlert.Mentions => "Erwähnungen",
        _ => "Nichts",
    };
}
