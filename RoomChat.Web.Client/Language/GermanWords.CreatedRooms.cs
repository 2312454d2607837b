namespace RoomChat.Web.Client.Language;

// Rooms that users create.
internal sealed partial class GermanWords
{
    public override string NewRoom => "Neuer Raum";

    public override string Create => "Anlegen";

    public override string RoomTitle => "Titel";

    public override string RoomTopic => "Thema";

    public override string PrivateRoom => "Privater Raum";

    public override string PrivateHint => "Nur Mitglieder finden und lesen ihn. Du lädst sie ein.";

    public override string PublicHint => "Alle finden ihn und dürfen beitreten.";

    public override string GuestsCreateNoRooms => "Gäste können keine Räume anlegen. Melde dich dazu an.";

    public override string RoomMembers => "Mitglieder und Rollen";

    public override string RoomSettings => "Einstellungen des Raums";

    public override string RoomAudit => "Protokoll";

    public override string Invite => "Einladen";

    public override string InviteHint => "Eine Einladung gilt für eine Person und sieben Tage.";

    public override string InvitationLink => "Link der Einladung";

    public override string IsMuted => "(stumm)";

    public override string MuteUser => "Nicht schreiben lassen";

    public override string UnmuteUser => "Schreiben lassen";

    public override string Kick => "Hinauswerfen";

    public override string Ban => "Sperren";

    public override string Unban => "Sperre aufheben";

    public override string MakeModerator => "Zum Moderator machen";

    public override string MakeMember => "Zum Mitglied machen";

    public override string MakeOwner => "Raum übergeben";

    public override string LeaveForGood => "Meine Mitgliedschaft aufgeben";

    public override string SlowMode => "Sekunden zwischen zwei Nachrichten einer Person";

    public override string ModeratorsOnly => "Nur Moderatoren schreiben";

    public override string DeleteRoom => "Raum löschen";

    public override string DeleteRoomHint => "Mitglieder, Einladungen und Nachrichten gehen mit ihm.";

    public override string DeleteRoomReally => "Endgültig löschen";

    public override string Role(string role) => role switch
    {
        "owner" => "Eigentümer",
        "moderator" => "Moderator",
        "member" => "Mitglied",
        "reader" => "Leser",
        "banned" => "Gesperrt",
        "visitor" => "Besucher",
        _ => role,
    };

    public override string Change(string action, string actor, string? user, string? role) => action switch
    {
        "created" => $"{actor} hat den Raum angelegt",
        "updated" => $"{actor} hat die Einstellungen geändert",
        "role_set" => $"{actor} hat {user} zu „{Role(role ?? "")}“ gemacht",
        "joined" => $"{user} kam durch eine Einladung",
        "left" => $"{user} ist gegangen",
        "removed" => $"{actor} hat die Mitgliedschaft von {user} beendet",
        "kicked" => $"{actor} hat {user} hinausgeworfen",
        "banned" => $"{actor} hat {user} gesperrt",
        "unbanned" => $"{actor} hat die Sperre von {user} aufgehoben",
        "muted" => $"{actor} hat {user} stumm gestellt",
        "unmuted" => $"{actor} lässt {user} wieder schreiben",
        "transferred" => $"{actor} hat den Raum an {user} übergeben",
        "invited" => $"{actor} hat eine Einladung gemacht",
        "invitation_withdrawn" => $"{actor} hat eine Einladung zurückgezogen",
        _ => $"{actor}: {action} {user}",
    };
}
