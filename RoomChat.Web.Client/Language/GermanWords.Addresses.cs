namespace RoomChat.Web.Client.Language;

// Addresses of rooms and messages.
internal sealed partial class GermanWords
{
    public override string MessageField => "Nachricht";

    public override string CopyLink => "Link zu dieser Nachricht kopieren";

    public override string CopyLinkKey => "Link kopieren (l)";

    public override string LinkCopied => "Der Link zur Nachricht ist kopiert.";

    public override string LinkNotCopied => "Der Browser lässt die Seite nichts kopieren.";

    public override string LinkGone => "Die Nachricht zu diesem Link wird nicht mehr aufbewahrt, oder es gibt sie noch nicht.";

    public override string NoSuchRoomTitle => "Diesen Raum gibt es nicht";

    public override string NoSuchRoomText =>
        "Der Name eines Raums hat 1 bis 64 der Zeichen A–Z, a–z, 0–9, Punkt, Binde- und Unterstrich. Sieh "
        + "dir die Adresse noch einmal an, oder wähle einen Raum aus der Liste.";

    public override string NoSuchPageTitle => "Diese Seite gibt es nicht";

    public override string NoSuchPageText => "Die Adresse führt nirgendwohin: vielleicht fehlt etwas darin oder ist falsch geschrieben.";

    public override string ToRooms => "Zu den Räumen";
}
