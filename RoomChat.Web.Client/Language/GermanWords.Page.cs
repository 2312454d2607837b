using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client.Language;

// The connection, dialogs and settings.
internal sealed partial class GermanWords
{
    public override string Dismiss => "Schließen";

    public override string Close => "Schließen";

    public override string ConnectionLost => "Verbindung verloren.";

    public override string NextAttempt(int seconds) => $"Nächster Versuch in {seconds} s.";

    public override string TryingAgain => "Neuer Versuch…";

    public override string MissedComes => "Was du verpasst, kommt mit ihr wieder.";

    public override string TryNow => "Jetzt versuchen";

    public override string NoAnswerTitle => "Keine Antwort.";

    public override string NoAnswerWaits => "Der Server antwortet nicht. Was du sendest, wartet darauf.";

    public override string CheckNow => "Jetzt prüfen";

    public override string Disconnected => "Getrennt.";

    public override string ConnectAgain => "Neu verbinden";

    public override string Online => "Verbunden";

    public override string NoAnswerLight => "Keine Antwort";

    public override string Reconnecting => "Verbindet neu";

    public override string Offline => "Getrennt";

    public override string Connecting => "Verbindet";

    public override string GoTo => "Zu Raum oder Person";

    public override string GoToHint => "Name eines Raums oder einer Person";

    public override string NothingFound => "Nichts heißt so.";

    public override string Shortcuts => "Tastenkürzel";

    public override string SettingsTitle => "Einstellungen";

    public override string LanguageLabel => "Sprache";

    public override string AsBrowser => "Wie der Browser";

    public override string ThemeLabel => "Farben";

    public override string DensityLabel => "Dichte";

    public override string ClockLabel => "Uhr";

    public override string AsLanguage => "Wie in der Sprache üblich";

    public override string Hours12 => "12 Stunden";

    public override string Hours24 => "24 Stunden";

    public override string OwnAtEnd => "Eigene Nachrichten auf der anderen Seite";

    public override string EnterSends => "Eingabetaste sendet";

    public override string EnterOnPhones => "Aus: Strg+Eingabe sendet. Auf Telefonen sendet die Eingabetaste nie.";

    public override string Notifications => "Benachrichtigungen des Systems";

    public override string NotificationsHint => "Während die Seite im Hintergrund ist. Wovon, steht im Menü jedes Raums.";

    public override string NotificationsRefused => "Der Browser erlaubt es nicht. Erlaube dort zuerst Benachrichtigungen dieser Seite.";

    public override string Sound => "Auch ein Ton";

    public override string NewMessage => "Neue Nachricht";

    public override string Push => "Auch wenn die Seite geschlossen ist";

    public override string PushHint => "Über den Push-Dienst deines Browsers, der nicht lesen kann, was gesendet wird.";

    public override string PushHidesContent => "Ohne Text und Absender";

    public override string PushRefused => "Der Browser hat keinen Push-Dienst für diese Seite.";

    public override string TellRead => "Anderen zeigen, wie weit ich gelesen habe";

    public override string TellReadHint => "Nur in Räumen mit wenigen Personen.";

    public override string Theme(PageTheme theme) => theme switch
    {
        PageTheme.System => "Wie das System",
        PageTheme.Light => "Hell",
        PageTheme.Dark => "Dunkel",
        _ => "Hoher Kontrast",
    };

    public override string Density(PageDensity density) => density switch
    {
        PageDensity.Comfortable => "Bequem",
        _ => "Dicht",
    };

    public override IReadOnlyList<(string Keys, string Does)> Keys { get; } =
    [
        ("Strg K", "Zu Raum oder Person"),
        ("Alt ↑", "Raum darüber"),
        ("Alt ↓", "Raum darunter"),
        ("Esc", "Neueste Nachricht, und alles gelesen"),
        ("Eingabe", "Senden"),
        ("Umschalt Eingabe", "Neue Zeile"),
        ("J", "Nächste Nachricht, in der Liste"),
        ("K", "Nachricht davor"),
        ("U", "Ab dort ungelesen"),
        ("Strg ,", "Einstellungen"),
        ("?", "Diese Tastenkürzel"),
    ];

    public override string NewVersion => "Es gibt eine neue Version dieser Seite.";

    public override string Reload => "Neu laden";
}
