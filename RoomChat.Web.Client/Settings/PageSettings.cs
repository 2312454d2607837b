namespace RoomChat.Web.Client.Settings;

/// <summary>The user's settings. The browser stores them, for all tabs.</summary>
public sealed record PageSettings
{
    /// <summary>The settings of a new user.</summary>
    public static PageSettings Default { get; } = new();

    /// <summary>The colours.</summary>
    public PageTheme Theme { get; init; }

    /// <summary>Space between lines.</summary>
    public PageDensity Density { get; init; }

    /// <summary>Whether own messages are on the opposite side from others' messages.</summary>
    public bool OwnAtEnd { get; init; } = true;

    /// <summary>Whether Enter sends the message. On a phone it never does.</summary>
    public bool EnterSends { get; init; } = true;

    /// <summary>12- or 24-hour clock; null for the default of the language.</summary>
    public int? ClockHours { get; init; }

    /// <summary>Code of the language; null for the browser's language.</summary>
    public string? Language { get; init; }

    /// <summary>Whether messages that notify the user play a sound.</summary>
    public bool Sound { get; init; }

    /// <summary>Whether the system shows notifications of messages.</summary>
    public bool Notifications { get; init; }

    /// <summary>Whether the browser's push service notifies the user while the page is closed.</summary>
    public bool Push { get; init; }

    /// <summary>Whether push messages omit text and sender.</summary>
    public bool PushHidesContent { get; init; }

    /// <summary>Whether others in small rooms see how far the user has read.</summary>
    public bool Receipts { get; init; } = true;

    /// <summary>The user has dismissed the messages to everyone up to this time; null for none.</summary>
    public DateTimeOffset? AnnouncementsSeen { get; init; }
}
