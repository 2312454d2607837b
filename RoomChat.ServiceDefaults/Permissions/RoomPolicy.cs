using System.Collections.Frozen;
using System.Globalization;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>
/// Decides what a caller may do in a room, for every door: HTTP, WebSocket, hub, and all routing strategies. It takes both: the rights of
/// the caller's token or key, and the caller's role in the room. Asked when a caller acts, never for each delivery. It looks at memory
/// only.
/// </summary>
public sealed class RoomPolicy(IRoomRules rules, TimeProvider time)
{
    private const RoomRoles Inside = RoomRoles.Reader | RoomRoles.Member | RoomRoles.Moderator | RoomRoles.Owner;
    private const RoomRoles Speaking = RoomRoles.Member | Moderating;
    private const RoomRoles Moderating = RoomRoles.Moderator | RoomRoles.Owner;

    /// <summary>The table of rights: each action, and what it takes.</summary>
    public FrozenDictionary<RoomAction, RoomRequirement> Table { get; } = new Dictionary<RoomAction, RoomRequirement>
    {
        [RoomAction.Join] = new(RoomRights.Join, RoomRoles.Visitor | Inside, Inside),
        [RoomAction.Hear] = new(RoomRights.Join, RoomRoles.Visitor | Inside, Inside),
        // Else a join from offset 0 would read the whole log.
        [RoomAction.CatchUp] = new(RoomRights.History, RoomRoles.Visitor | Inside, Inside),
        [RoomAction.Publish] = new(RoomRights.Publish, RoomRoles.Visitor | Speaking, Speaking),
        [RoomAction.Type] = new(RoomRights.Publish, RoomRoles.Visitor | Speaking, Speaking),
        [RoomAction.ReadHistory] = new(RoomRights.History, RoomRoles.Visitor | Inside, Inside),
        [RoomAction.ReadPresence] = new(RoomRights.Presence, RoomRoles.Visitor | Inside, Inside),
        [RoomAction.SeeListed] = new(RoomRights.Join | RoomRights.Presence, RoomRoles.Visitor | Inside | RoomRoles.Banned, Inside),
        [RoomAction.Moderate] = new(RoomRights.Moderate, Moderating, Moderating),
        [RoomAction.Manage] = new(RoomRights.Moderate, RoomRoles.Owner, RoomRoles.Owner),
        [RoomAction.ReadAudit] = new(RoomRights.Moderate, RoomRoles.Owner, RoomRoles.Owner),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RoomAction, string> Verbs = new Dictionary<RoomAction, string>
    {
        [RoomAction.Join] = "join",
        [RoomAction.Hear] = "hear",
        [RoomAction.CatchUp] = "read the history of",
        [RoomAction.Publish] = "publish to",
        [RoomAction.Type] = "publish to",
        [RoomAction.ReadHistory] = "read the history of",
        [RoomAction.ReadPresence] = "see the members of",
        [RoomAction.SeeListed] = "see",
        [RoomAction.Moderate] = "moderate",
        [RoomAction.Manage] = "change",
        [RoomAction.ReadAudit] = "read the audit log of",
    }.ToFrozenDictionary();

    /// <summary>Whether the caller may do it.</summary>
    public bool Allows(Caller caller, RoomAction action, RoomId roomId) => Decide(caller, action, roomId).IsAllowed;

    /// <summary>The text, for people, of why the caller may not do it; null when it may.</summary>
    public string? Refuses(Caller caller, RoomAction action, RoomId roomId) => Decide(caller, action, roomId).Why;

    /// <summary>
    /// Whether everyone whom no token or key restricts hears the room, where a routing strategy sends every room to everyone.
    /// </summary>
    public bool IsOpen(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        return rules.Find(roomId) is { } rule
            ? rule.IsOpen
            : rules.HasAdHocRooms && rules.Age != RulesAge.Unread && !roomId.IsOfPrivateForm;
    }

    /// <summary>Whether the caller may do it, by the rule that is in memory.</summary>
    public RoomDecision Decide(Caller caller, RoomAction action, RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        if (WithoutRight(caller, action, roomId) is { } refused) return refused;
        if (roomId.IsAll || roomId.IsInternal) return InAdHocRoom(action, roomId);
        var rule = rules.Find(roomId);
        return MayHaveChanged(action, roomId, rule)
            ? new RoomDecision(RoomVerdict.Undecided, "The database of rooms does not answer; try again.")
            : rule is not null ? ByRole(caller, action, rule)
            : roomId.IsOfPrivateForm || !rules.HasAdHocRooms ? Missing(roomId)
            : InAdHocRoom(action, roomId);
    }

    /// <summary>
    /// As <see cref="Decide(Caller, RoomAction, RoomId)"/>, but a refusal is checked against the database first. Otherwise a user who
    /// has just created a room, or was just invited, could be refused by an instance that has not read the change yet.
    /// </summary>
    public async ValueTask<RoomDecision> DecideAsync(Caller caller, RoomAction action, RoomId roomId, CancellationToken ct)
    {
        var decision = Decide(caller, action, roomId);
        if (decision.Verdict != RoomVerdict.Forbidden || rules.Age != RulesAge.Current || WithoutRight(caller, action, roomId) is not null)
            return decision;
        await rules.RefreshAsync(ct);
        return Decide(caller, action, roomId);
    }

    /// <summary>The same by a rule that was read from the database in the transaction in which it is done; null for no room.</summary>
    public RoomDecision Decide(Caller caller, RoomAction action, RoomId roomId, RoomRule? rule)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return WithoutRight(caller, action, roomId) ?? (rule is null ? Missing(roomId) : ByRole(caller, action, rule));
    }

    /// <summary>What a caller is in a room at this moment.</summary>
    public RoomRoles RoleOf(Caller caller, RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return rules.Find(roomId)?.StandingOf(caller.Id).RoleAt(time.GetUtcNow()) ?? RoomRoles.Visitor;
    }

    /// <summary>Whether one with a role may act on one with another: on those below only.</summary>
    public static bool MayActOn(RoomRoles actor, RoomRoles subject) => actor switch
    {
        RoomRoles.Owner => subject != RoomRoles.Owner,
        RoomRoles.Moderator => (subject & Moderating) == RoomRoles.None,
        _ => false,
    };

    private RoomDecision? WithoutRight(Caller caller, RoomAction action, RoomId roomId)
    {
        var rights = Table[action].Rights;
        return caller.Grants.IsEverything || (caller.Grants.RightsIn(roomId) & rights) != RoomRights.None ? null
            : Forbidden(
                $"You may not {Verbs[action]} room '{roomId}'. It takes the right '{string.Join("' or '", RightNames.Of(rights))}' there.");
    }

    /// <summary>
    /// While the database is away no new user comes into a private room, for the room may not be open to the caller any more. A room
    /// without a rule is not private, but for a name of that form. Those who are in a room stay.
    /// </summary>
    private bool MayHaveChanged(RoomAction action, RoomId roomId, RoomRule? rule) => rules.Age switch
    {
        RulesAge.Current => false,
        RulesAge.Unread => true,
        _ => action == RoomAction.Join
            && (rule is null ? roomId.IsOfPrivateForm || !rules.HasAdHocRooms : rule.Visibility == RoomVisibility.Private),
    };

    private RoomDecision ByRole(Caller caller, RoomAction action, RoomRule rule)
    {
        var now = time.GetUtcNow();
        var standing = rule.StandingOf(caller.Id);
        var role = standing.RoleAt(now);
        var required = Table[action];
        if (rule.Visibility == RoomVisibility.Private && (role & Inside) == RoomRoles.None) return Missing(rule.RoomId);
        if (role == RoomRoles.Banned && (required.Public & role) == RoomRoles.None)
            return Forbidden($"You are banned from room '{rule.RoomId}'{Until(standing.BannedUntil)}.");
        if (((rule.Visibility == RoomVisibility.Private ? required.Private : required.Public) & role) == RoomRoles.None)
            return Forbidden($"You may not {Verbs[action]} room '{rule.RoomId}': you are {RoomRoleNames.Of(role)} there.");
        if (action is not (RoomAction.Publish or RoomAction.Type)) return new RoomDecision(RoomVerdict.Allowed);
        if (standing.IsMutedAt(now) && role != RoomRoles.Owner)
            return Forbidden($"You are muted in room '{rule.RoomId}'{Until(standing.MutedUntil)}.");
        var isModerating = (role & Moderating) != RoomRoles.None;
        return rule.Publishers == RoomPublishers.Moderators && !isModerating
            ? Forbidden($"Only moderators publish to room '{rule.RoomId}'.")
            : new RoomDecision(RoomVerdict.Allowed, SlowMode: isModerating ? TimeSpan.Zero : rule.SlowMode);
    }

    private RoomDecision InAdHocRoom(RoomAction action, RoomId roomId) => (Table[action].Public & RoomRoles.Visitor) != RoomRoles.None
        ? new RoomDecision(RoomVerdict.Allowed)
        : Forbidden($"You may not {Verbs[action]} room '{roomId}': nobody created it.");

    /// <summary>The same for a private room and for none.</summary>
    private static RoomDecision Missing(RoomId roomId) => Forbidden($"Room '{roomId}' does not exist, or is not open to you.");

    private static RoomDecision Forbidden(string why) => new(RoomVerdict.Forbidden, why);

    private static string Until(DateTimeOffset? end) =>
        end is { } moment ? string.Create(CultureInfo.InvariantCulture, $" until {moment.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
}
