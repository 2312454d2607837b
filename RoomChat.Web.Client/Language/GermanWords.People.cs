namespace RoomChat.Web.Client.Language;

// People and signing in.
internal sealed partial class GermanWords
{
    public override string People(int? count) =>
        count switch { null => "Personen", 1 => "1 Person", var many => $"{Number(many.Value)} Personen" };

    public override string ShowMembers(string room, string total) => $"Zeigen, wer in {room} ist, {total}";

    public override string PeopleIn(string total) => $"{total} in";

    public override string Since => "seit";

    public override string HereSince(string moment) => $"In diesem Raum seit {moment}";

    public override string LastMessageAt(string moment) => $"Letzte Nachricht um {moment}";

    public override string LeftLately => "Kürzlich gegangen";

    public override string LastSeen => "zuletzt gesehen";

    public override string SignTitle => "Jemand anderes hat einen Namen, der so aussieht.";

    public override string Program => "Programm";

    public override string ProgramTitle => "Ein Programm mit einem Schlüssel, keine Person.";

    public override string SignIn => "Anmelden";

    public override string SignInHint => "Melde dich mit deinem Konto an. Dann such einen Raum aus und sag Hallo.";

    public override string SignInFailed => "Die Anmeldung hat nicht geklappt. Versuch es noch einmal.";

    public override string OrAsGuest => "Oder komm als Gast:";

    public override string Guest => "Gast";

    public override string GuestTitle => "Ein Gast, der sich nicht angemeldet und diesen Namen gewählt hat.";

    public override string SentBy(string key) => $"vom Programm {key} in diesem Namen gesendet";

    public override string AccountHint => "Dein Name kommt aus deinem Konto.";

    public override string Welcome => "Willkommen bei RoomChat";

    public override string WelcomeHint => "Wähle den Namen, den andere sehen. Dann such einen Raum aus und sag Hallo.";

    public override string YourName => "Dein Name";

    public override string SuggestName => "Anderen Namen vorschlagen";

    public override string Enter => "Eintreten";

    public override string Entering => "Tritt ein…";

    public override string NameReserved(string name) => $"„{name}“ ist reserviert oder sieht so aus. Wähle einen anderen.";

    public override string Profile => "Profil";

    public override string NameHint => "Andere sehen ihn ab deiner nächsten Nachricht. Namen sind nicht einmalig.";

    public override string Status => "Was du gerade machst";

    public override string StatusHint => "Bis zu 80 Zeichen. Andere sehen es in der Liste der Personen, solange du da bist.";

    public override string Save => "Speichern";

    public override string Saved => "Gespeichert.";

    public override string ReadBy => "Gelesen von";

    public override string UnsentMessages(int count) =>
        count == 1
            ? "1 Nachricht ist noch nicht gesendet. Sie bleibt in diesem Browser und wird gesendet, "
                + "wenn du unter diesem Namen wiederkommst."
            : $"{Number(count)} Nachrichten sind noch nicht gesendet. Sie bleiben in diesem Browser und werden gesendet, "
                + "wenn du unter diesem Namen wiederkommst.";

    public override string SignOut => "Abmelden";

    public override string SignOutAnyway => "Trotzdem abmelden";

    public override string StillSignedIn => "Du bist noch angemeldet.";

    public override string SessionEnded => "Deine Sitzung ist zu Ende. Wähle einen Namen, um wiederzukommen.";
}
