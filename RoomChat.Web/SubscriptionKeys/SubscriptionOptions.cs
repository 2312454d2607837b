namespace RoomChat.Web.SubscriptionKeys;

/// <summary>One subscription, section <c>Gateway:Subscriptions:&lt;name&gt;</c>.</summary>
internal sealed class SubscriptionOptions
{
    /// <summary>
    /// Name of the caller in messages that it publishes, by the rules of a user's name; the subscription's name when left out. No user of
    /// the page can take it.
    /// </summary>
    public string? DisplayName { get; set; }

    /// <summary>16 characters or more, printable ASCII without blanks.</summary>
    public string? PrimaryKey { get; set; }

    /// <summary>A second key, so that keys can be changed without a break; same rules, may be left out.</summary>
    public string? SecondaryKey { get; set; }

    /// <summary>Calls per minute over both keys, 1 or more; no limit when left out. Each gateway process counts for itself.</summary>
    public int? CallsPerMinute { get; set; }
}
