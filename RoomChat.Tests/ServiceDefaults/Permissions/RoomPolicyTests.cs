using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

public sealed class RoomPolicyTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Other = RoomId.Parse("other", null);
    private static readonly RoomId Secret = RoomId.NewPrivate();

    private static readonly RoomAction[] OfOwners = [RoomAction.Moderate, RoomAction.Manage, RoomAction.ReadAudit];

    private readonly FakeTimeProvider _time = new();
    private readonly StoredRules _rules = new();
    private readonly RoomPolicy _policy;

    public RoomPolicyTests() => _policy = new RoomPolicy(_rules, _time);

    public static TheoryData<RoomAction> Actions => [.. Enum.GetValues<RoomAction>()];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Action_takes_one_of_its_rights_in_that_room(RoomAction action) => Assert.All(AnyRights.Sets, rights =>
    {
        _rules.Set(RoomVisibility.Public, General, ("ada", new RoomStanding(RoomRoles.Owner)));
        var caller = new Caller("ada", "Ada") { Grants = AnyRights.In("general", rights) };
        var allowed = (rights & _policy.Table[action].Rights) != RoomRights.None;
        Assert.Equal(allowed, _policy.Allows(caller, action, General));
        Assert.Equal(allowed, _policy.Refuses(caller, action, General) is null);
        Assert.False(_policy.Allows(caller, action, Other));
        Assert.NotNull(_policy.Refuses(caller, action, Other));
    });

    [Theory]
    [MemberData(nameof(Actions))]
    public void Everyone_may_act_in_ad_hoc_rooms_except_as_owner(RoomAction action) =>
        Assert.Equal(!OfOwners.Contains(action), _policy.Allows(new Caller("ada", "Ada"), action, General));

    [Theory]
    [MemberData(nameof(Actions))]
    public void Without_ad_hoc_rooms_an_uncreated_room_allows_no_action(RoomAction action)
    {
        _rules.HasAdHocRooms = false;
        Assert.False(_policy.Allows(new Caller("ada", "Ada"), action, General));
        Assert.Equal(!OfOwners.Contains(action), _policy.Allows(new Caller("ada", "Ada"), action, RoomId.All));
    }

    /// <summary>The text is equal too: it must not tell whether the room exists.</summary>
    [Theory]
    [MemberData(nameof(Actions))]
    public void Private_room_looks_absent_to_an_outsider(RoomAction action)
    {
        var outsider = new Caller("eve", "Eve");
        var missing = _policy.Decide(outsider, action, Secret);
        foreach (var standing in (RoomStanding[])
            [new(RoomRoles.Visitor), new(RoomRoles.Banned), new(RoomRoles.Visitor, MutedUntil: DateTimeOffset.MaxValue)])
        {
            _rules.Set(RoomVisibility.Private, Secret, ("ada", new RoomStanding(RoomRoles.Owner)), ("eve", standing));
            Assert.Equal(missing, _policy.Decide(outsider, action, Secret));
        }
        Assert.Equal(RoomVerdict.Forbidden, missing.Verdict);
    }

    [Fact]
    public void Ban_and_mute_end_at_their_time()
    {
        var end = _time.GetUtcNow().AddMinutes(5);
        _rules.Set(
            RoomVisibility.Public, General, ("eve", new RoomStanding(RoomRoles.Banned, BannedUntil: end)),
            ("bob", new RoomStanding(RoomRoles.Member, MutedUntil: end)));
        Assert.False(_policy.Allows(new Caller("eve", "Eve"), RoomAction.Join, General));
        Assert.False(_policy.Allows(new Caller("bob", "Bob"), RoomAction.Publish, General));
        Assert.True(_policy.Allows(new Caller("bob", "Bob"), RoomAction.ReadHistory, General));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(_policy.Allows(new Caller("eve", "Eve"), RoomAction.Join, General));
        Assert.True(_policy.Allows(new Caller("bob", "Bob"), RoomAction.Publish, General));
    }

    [Fact]
    public void Slow_mode_applies_to_all_except_moderators()
    {
        var rule = StoredRules.Rule(
            RoomVisibility.Public, RoomPublishers.Members, General, ("ada", new RoomStanding(RoomRoles.Owner)),
            ("mo", new RoomStanding(RoomRoles.Moderator)));
        _rules.Set(rule with { SlowMode = TimeSpan.FromSeconds(9) });
        Assert.Equal(9, _policy.Decide(new Caller("bob", "Bob"), RoomAction.Publish, General).SlowMode.TotalSeconds);
        Assert.Equal(0, _policy.Decide(new Caller("mo", "Mo"), RoomAction.Publish, General).SlowMode.TotalSeconds);
        Assert.Equal(0, _policy.Decide(new Caller("ada", "Ada"), RoomAction.Publish, General).SlowMode.TotalSeconds);
    }

    [Fact]
    public void With_old_rules_joins_of_private_rooms_are_undecided()
    {
        var ada = new Caller("ada", "Ada");
        _rules.Set(RoomVisibility.Private, Secret, ("ada", new RoomStanding(RoomRoles.Owner)));
        _rules.Set(RoomVisibility.Public, General);
        _rules.Age = RulesAge.Old;
        Assert.Equal(RoomVerdict.Undecided, _policy.Decide(ada, RoomAction.Join, Secret).Verdict);
        Assert.Equal(RoomVerdict.Undecided, _policy.Decide(ada, RoomAction.Join, RoomId.NewPrivate()).Verdict);
        Assert.All(
            (RoomAction[])[RoomAction.Hear, RoomAction.Publish, RoomAction.ReadHistory, RoomAction.Type],
            action => Assert.True(_policy.Allows(ada, action, Secret)));
        Assert.True(_policy.Allows(ada, RoomAction.Join, General));
        Assert.True(_policy.Allows(ada, RoomAction.Join, Other));
        _rules.HasAdHocRooms = false;
        Assert.Equal(RoomVerdict.Undecided, _policy.Decide(ada, RoomAction.Join, Other).Verdict);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void With_unread_rules_every_action_is_undecided(RoomAction action)
    {
        _rules.Age = RulesAge.Unread;
        Assert.Equal(RoomVerdict.Undecided, _policy.Decide(new Caller("ada", "Ada"), action, General).Verdict);
        Assert.NotEqual(RoomVerdict.Undecided, _policy.Decide(new Caller("ada", "Ada"), action, RoomId.All).Verdict);
    }

    /// <summary>A key with only the right to publish must not gain the right to read by speaking for a user.</summary>
    [Fact]
    public void Key_that_speaks_for_a_user_keeps_its_own_rights()
    {
        var key =
            new Caller("subscription:billing", "Billing") { Grants = AnyRights.In("bills-*", RoomRights.Publish), MaySpeakForUsers = true };
        var ada = key.SpeakingFor(new ChatUser("ada", "Ada"));
        Assert.Equal(("ada", "Ada", CallerKind.User, "billing"), (ada.Id, ada.Name, ada.Kind, ada.Via));
        Assert.True(_policy.Allows(ada, RoomAction.Publish, RoomId.Parse("bills-1", null)));
        Assert.False(_policy.Allows(ada, RoomAction.ReadHistory, RoomId.Parse("bills-1", null)));
        Assert.False(_policy.Allows(ada, RoomAction.Publish, General));
    }

    [Fact]
    public void Key_that_speaks_for_a_banned_user_is_refused()
    {
        _rules.Set(RoomVisibility.Public, General, ("eve", new RoomStanding(RoomRoles.Banned)));
        var key = new Caller("subscription:billing", "Billing") { MaySpeakForUsers = true };
        Assert.True(_policy.Allows(key, RoomAction.Publish, General));
        Assert.False(_policy.Allows(key.SpeakingFor(new ChatUser("eve", "Eve")), RoomAction.Publish, General));
    }
}
