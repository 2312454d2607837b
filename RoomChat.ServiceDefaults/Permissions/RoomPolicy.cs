using System.Collections.Frozen;
using System.Globalization;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>
/// Decides on each action of a caller in a room: over HTTP, WebSocket and hub, with every routing strategy. An action needs both a right
/// of the caller's token or key, and a role in the room. The check is per action of a caller, never per delivery. It reads only memory.
/// </summary>
public sealed class RoomPolicy(IRoomRules rules, TimeProvider time)
{
    private const RoomRoles Inside = RoomRoles.Reader | RoomRoles.Member | RoomRoles.Moderator | RoomRoles.Owner;
    private const RoomRoles Speaking = RoomRoles.Member | Moderating;
    private const RoomRoles Moderating = RoomRoles.Moderator | RoomRoles.Owner;

    /// <summary>The table of rights: the requirements of each action.</summary>
    public FrozenDictionary<RoomAction, RoomRequirement> Table { get; } = new Dictionary<RoomAction, RoomRequirement>
    {
        [RoomAction.Join] = new(RoomRights.Join, RoomRoles.Visitor | Inside, Inside),
        [RoomAction.Hear] = new(RoomRights.Join, RoomRoles.Visitor | Inside, Inside),
        // Without this right a join from offset 0 would read the whole log.
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

    /// <summary>Whether the action is allowed.</summary>
    public bool Allows(Caller caller, RoomAction action, RoomId roomId) => Decide(caller, action, roomId).IsAllowed;

    /// <summary>The reason for a refusal, for people; null when the action is allowed.</summary>
    public string? Refuses(Caller caller, RoomAction action, RoomId roomId) => Decide(caller, action, roomId).Why;

    /// <summary>
    /// Whether every caller without restrictions of a token or key receives the room, if a routing strategy sends every room to everyone.
    /// </summary>
    public bool IsOpen(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        return rules.Find(roomId) is { } rule
            ? rule.IsOpen
            : rules.HasAdHocRooms && rules.Age != RulesAge.Unread && !roomId.IsOfPrivateForm;
    }

    /// <summary>Decides by the rule in memory.</summary>
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

    /// <summary>
    /// Decides by a rule that was read from the database, in the transaction that performs the action; null if the room does not exist.
    /// </summary>
    public RoomDecision Decide(Caller caller, RoomAction action, RoomId roomId, RoomRule? rule)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return WithoutRight(caller, action, roomId) ?? (rule is null ? Missing(roomId) : ByRole(caller, action, rule));
    }

    /// <summary>The caller's role in a room at this moment.</summary>
    public RoomRoles RoleOf(Caller caller, RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return rules.Find(roomId)?.StandingOf(caller.Id).RoleAt(time.GetUtcNow()) ?? RoomRoles.Visitor;
    }

    /// <summary>Whether a user with one role may act on a user with another: only on lower roles.</summary>
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
    /// While the database is unavailable, no user can join a private room: the caller may no longer be a member. A room without a rule is
    /// public, unless its name has the private form. Connections that are already in a room stay.
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

    /// <summary>The same text for a private room and for one that does not exist.</summary>
    private static RoomDecision Missing(RoomId roomId) => Forbidden($"Room '{roomId}' does not exist, or is not open to you.");

    private static RoomDecision Forbidden(string why) => new(RoomVerdict.Forbidden, why);

    private static string Until(DateTimeOffset? end) =>
        end is { } moment ? string.Create(CultureInfo.InvariantCulture, $" until {moment.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
}
