namespace RoomChat.Web.Client.Settings;

/// <summary>How a user wants the page. Kept in the browser, for all tabs.</summary>
public sealed record PageSettings
{
    /// <summary>What a new user gets.</summary>
    public static PageSettings Default { get; } = new();

    /// <summary>The colours.</summary>
    public PageTheme Theme { get; init; }

    /// <summary>How much space is between lines.</summary>
    public PageDensity Density { get; init; }

    /// <summary>Whether own messages stand at the other side than those of others.</summary>
    public bool OwnAtEnd { get; init; } = true;

    /// <summary>Whether Enter sends. On a phone it never does.</summary>
    public bool EnterSends { get; init; } = true;

    /// <summary>Hours of the clock: 12 or 24; null as is usual in the language.</summary>
    public int? ClockHours { get; init; }

    /// <summary>The code of the language; null for the browser's.</summary>
    public string? Language { get; init; }

    /// <summary>Whether a message that is notified of makes a sound.</summary>
    public bool Sound { get; init; }

    /// <summary>Whether the system shows notifications of messages.</summary>
    public bool Notifications { get; init; }

    /// <summary>Whether the browser's push service tells of messages while the page is closed.</summary>
    public bool Push { get; init; }

    /// <summary>Whether it tells neither text nor sender.</summary>
    public bool PushHidesContent { get; init; }

    /// <summary>Whether others in rooms of few people are told how far the user has read.</summary>
    public bool Receipts { get; init; } = true;

    /// <summary>Messages to everyone up to this moment were put away; null for none.</summary>
    public DateTimeOffset? AnnouncementsSeen { get; init; }
}
