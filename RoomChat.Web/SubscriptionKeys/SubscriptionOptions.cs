using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>One subscription, section <c>Gateway:Subscriptions:&lt;name&gt;</c>.</summary>
internal sealed class SubscriptionOptions
{
    /// <summary>
    /// Name of the caller in messages that it publishes, by the rules of a user's name; if left out, the subscription's name. Users of the
    /// page cannot take it.
    /// </summary>
    public string? DisplayName { get; set; }

    /// <summary>16 characters or more, printable ASCII without blanks.</summary>
    public string? PrimaryKey { get; set; }

    /// <summary>A second key, so that keys can be changed without an interruption. Same rules; may be left out.</summary>
    public string? SecondaryKey { get; set; }

    /// <summary>Rooms that the programs may use, as patterns with <c>*</c>; if left out, all.</summary>
    public IReadOnlyList<string>? Rooms { get; set; }

    /// <summary>Whether the programs may only publish: no joining, no history, no members.</summary>
    public bool PublishOnly { get; set; }

    /// <summary>
    /// Whether the programs may publish in the name of users. Off by default, because a key may be in a web page, or may be older than this
    /// setting.
    /// </summary>
    public bool SpeaksForUsers { get; set; }

    /// <summary>Whether the programs may use the operator's API. For scripts that administer this RoomChat; off by default.</summary>
    public bool Operator { get; set; }

    /// <summary>Calls per minute over both keys, 1 or more; if left out, no limit. Each gateway process counts for itself.</summary>
    public int? CallsPerMinute { get; set; }

    /// <summary>The rights of the programs; null when the settings exceed the limits of one caller.</summary>
    public RoomGrants? ReadGrants()
    {
        if (Rooms is null && !PublishOnly) return RoomGrants.Everything;
        var rights = PublishOnly ? RoomRights.Publish : RoomRights.All;
        var grants = (Rooms ?? ["*"]).Select(room => RoomPattern.TryParse(room, out var pattern) ? new RoomGrant(pattern, rights) : null)
            .ToList();
        return !grants.Contains(null) && RoomGrants.TryMake([.. grants.OfType<RoomGrant>()], out var made) ? made : null;
    }
}
