using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client.Language;

// The connection, dialogs and settings.
internal sealed partial class EnglishWords
{
    public override string Dismiss => "Dismiss";

    public override string Close => "Close";

    public override string ConnectionLost => "Connection lost.";

    public override string NextAttempt(int seconds) => $"Next attempt in {seconds} s.";

    public override string TryingAgain => "Trying again…";

    public override string MissedComes => "What you miss is shown when it is back.";

    public override string TryNow => "Try now";

    public override string NoAnswerTitle => "No answer.";

    public override string NoAnswerWaits => "The chat server does not answer. What you send waits until it does.";

    public override string CheckNow => "Check now";

    public override string Disconnected => "Disconnected.";

    public override string ConnectAgain => "Connect again";

    public override string Online => "Online";

    public override string NoAnswerLight => "No answer";

    public override string Reconnecting => "Reconnecting";

    public override string Offline => "Offline";

    public override string Connecting => "Connecting";

    public override string GoTo => "Go to a room or person";

    public override string GoToHint => "Name of a room or person";

    public override string NothingFound => "Nothing has this name.";

    public override string Shortcuts => "Keyboard shortcuts";

    public override string SettingsTitle => "Settings";

    public override string LanguageLabel => "Language";

    public override string AsBrowser => "As the browser";

    public override string ThemeLabel => "Colours";

    public override string DensityLabel => "Density";

    public override string ClockLabel => "Clock";

    public override string AsLanguage => "As usual in the language";

    public override string Hours12 => "12 hours";

    public override string Hours24 => "24 hours";

    public override string OwnAtEnd => "Own messages at the other side";

    public override string EnterSends => "Enter sends a message";

    public override string EnterOnPhones => "Off, Ctrl+Enter sends. On phones Enter never does.";

    public override string Notifications => "Notifications of the system";

    public override string NotificationsHint => "While the page is in the background. What of, is set in the menu of each room.";

    public override string NotificationsRefused => "The browser does not allow it. Allow notifications for this page there first.";

    public override string Sound => "A sound, too";

    public override string NewMessage => "New message";

    public override string Push => "Also while the page is closed";

    public override string PushHint => "By the push service of your browser, which cannot read what is sent.";

    public override string PushHidesContent => "Without text and sender";

    public override string PushRefused => "The browser has no push service for this page.";

    public override string TellRead => "Tell others how far I have read";

    public override string TellReadHint => "Only in rooms of few people.";

    public override string Theme(PageTheme theme) => theme switch
    {
        PageTheme.System => "As the system",
        PageTheme.Light => "Light",
        PageTheme.Dark => "Dark",
        _ => "High contrast",
    };

    public override string Density(PageDensity density) => density switch
    {
        PageDensity.Comfortable => "Comfortable",
        _ => "Compact",
    };

    public override IReadOnlyList<(string Keys, string Does)> Keys { get; } =
    [
        ("Ctrl K", "Go to a room or person"),
        ("Alt ↑", "Room above"),
        ("Alt ↓", "Room below"),
        ("Esc", "Newest message, and all read"),
        ("Enter", "Send"),
        ("Shift Enter", "New line"),
        ("J", "Next message, in the list of messages"),
        ("K", "Message before it"),
        ("U", "Mark as unread from there"),
        ("Ctrl ,", "Settings"),
        ("?", "These shortcuts"),
    ];

    public override string NewVersion => "There is a new version of this page.";

    public override string Reload => "Reload";
}
