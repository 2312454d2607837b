using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client.Language;

// The connection, dialogs and settings.
public abstract partial class Words
{
    public abstract string Dismiss { get; }

    public abstract string Close { get; }

    public abstract string ConnectionLost { get; }

    public abstract string NextAttempt(int seconds);

    public abstract string TryingAgain { get; }

    public abstract string MissedComes { get; }

    public abstract string TryNow { get; }

    public abstract string NoAnswerTitle { get; }

    public abstract string NoAnswerWaits { get; }

    public abstract string CheckNow { get; }

    public abstract string Disconnected { get; }

    public abstract string ConnectAgain { get; }

    public abstract string Online { get; }

    public abstract string NoAnswerLight { get; }

    public abstract string Reconnecting { get; }

    public abstract string Offline { get; }

    public abstract string Connecting { get; }

    public abstract string GoTo { get; }

    public abstract string GoToHint { get; }

    public abstract string NothingFound { get; }

    public abstract string Shortcuts { get; }

    public abstract string SettingsTitle { get; }

    public abstract string LanguageLabel { get; }

    public abstract string AsBrowser { get; }

    public abstract string ThemeLabel { get; }

    public abstract string DensityLabel { get; }

    public abstract string ClockLabel { get; }

    public abstract string AsLanguage { get; }

    public abstract string Hours12 { get; }

    public abstract string Hours24 { get; }

    public abstract string OwnAtEnd { get; }

    public abstract string EnterSends { get; }

    public abstract string EnterOnPhones { get; }

    public abstract string Notifications { get; }

    public abstract string NotificationsHint { get; }

    public abstract string NotificationsRefused { get; }

    public abstract string Sound { get; }

    public abstract string NewMessage { get; }

    public abstract string Push { get; }

    public abstract string PushHint { get; }

    public abstract string PushHidesContent { get; }

    public abstract string PushRefused { get; }

    public abstract string TellRead { get; }

    public abstract string TellReadHint { get; }

    public abstract string Theme(PageTheme theme);

    public abstract string Density(PageDensity density);

    /// <summary>The keyboard shortcuts and their descriptions. Spaces separate the keys of one chord.</summary>
    public abstract IReadOnlyList<(string Keys, string Does)> Keys { get; }

    public abstract string NewVersion { get; }

    public abstract string Reload { get; }
}
