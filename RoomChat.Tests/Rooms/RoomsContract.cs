using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Rooms;
using RoomChat.Rooms.Created;
using RoomChat.Rooms.Members;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using static RoomChat.Tests.Rooms.RoomsHost;

namespace RoomChat.Tests.Rooms;

/// <summary>The contract of rooms, for each kind of database.</summary>
public abstract partial class RoomsContract : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private (string Setting, string Value) _database;
    private RoomsHost? _host;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected RoomsHost Host => _host!;

    /// <summary>Creates a database: the setting that names it, and its location.</summary>
    private protected abstract Task<(string Setting, string Value)> CreateDatabaseAsync();

    private protected Task<RoomsHost> StartAnotherAsync() => RoomsHost.StartAsync(_database.Setting, _database.Value, _time);

    public async ValueTask InitializeAsync()
    {
        _database = await CreateDatabaseAsync();
        _host = await StartAnotherAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Private_room_is_there_for_its_members_only()
    {
        var roomId = await Host.CreateAsync();
        Assert.True(roomId.IsOfPrivateForm);
        Assert.Equal(RoomRoles.Owner, (await Host.Rooms.FindAsync(Ada, roomId, Ct)).Value!.Role);
        var (there, absent) = ((await Host.Rooms.FindAsync(Eve, roomId, Ct)).Refusal!, RoomId.NewPrivate());
        var missing = (await Host.Rooms.FindAsync(Eve, absent, Ct)).Refusal!;
        Assert.Equal(RoomRefusalKind.NotFound, there.Kind);
        Assert.Equal(missing with { Text = missing.Text.Replace($"{absent}", $"{roomId}", StringComparison.Ordinal) }, there);
        await Host.AddAsync(roomId, Bob, RoomRoles.Reader);
        Assert.Equal(RoomRoles.Reader, (await Host.Rooms.FindAsync(Bob, roomId, Ct)).Value!.Role);
        Assert.True(Host.May(Bob, RoomAction.Join, roomId));
        Assert.False(Host.May(Bob, RoomAction.Publish, roomId));
        Assert.False(Host.May(Eve, RoomAction.Join, roomId));
    }

    [Fact]
    public async Task Change_of_an_outdated_version_is_refused()
    {
        var roomId = await Host.CreateAsync(RoomVisibility.Public, "team");
        var changed = await Host.Rooms.ChangeAsync(Ada, roomId, 1, new RoomPatch { Title = "New", SlowModeSeconds = 5 }, Ct);
        Assert.Equal((2, "New", "", 5), (
            changed.Value!.Version, changed.Value.Rule.Title, changed.Value.Rule.Topic,
            (int)Host.Directory.Find(roomId)!.SlowMode.TotalSeconds));
        Assert.Equal(
            RoomRefusalKind.Outdated,
            (await Host.Rooms.ChangeAsync(Ada, roomId, 1, new RoomPatch { Title = "Old" }, Ct)).Refusal!.Kind);
        Assert.Equal(
            RoomRefusalKind.Forbidden,
            (await Host.Rooms.ChangeAsync(Bob, roomId, 2, new RoomPatch { Title = "Mine" }, Ct)).Refusal!.Kind);
        Assert.Equal("New", Host.Directory.Find(roomId)!.Title);
    }

    [Fact]
    public async Task Private_room_can_become_public_and_not_the_other_way()
    {
        var roomId = await Host.CreateAsync();
        Assert.True((await Host.Rooms.ChangeAsync(Ada, roomId, null, new RoomPatch { Visibility = RoomVisibility.Public }, Ct)).IsDone);
        Assert.True(Host.May(Eve, RoomAction.Join, roomId));
        var back = await Host.Rooms.ChangeAsync(Ada, roomId, null, new RoomPatch { Visibility = RoomVisibility.Private }, Ct);
        Assert.Equal(RoomRefusalKind.Conflict, back.Refusal!.Kind);
    }

    [Fact]
    public async Task Name_that_is_taken_is_refused()
    {
        await Host.CreateAsync(RoomVisibility.Public, "team");
        var again = await Host.Rooms.CreateAsync(Bob, new NewRoom(RoomId.Parse("team", null), "Mine"), Ct);
        Assert.Equal(RoomRefusalKind.Conflict, again.Refusal!.Kind);
    }

    [Fact]
    public async Task Banned_user_is_out_until_the_ban_ends()
    {
        var roomId = await Host.CreateAsync(RoomVisibility.Public, "team");
        Assert.True((await Host.ActAsync(Ada, roomId, ModerationAct.Ban, Eve, seconds: 60)).IsDone);
        Assert.False(Host.May(Eve, RoomAction.Join, roomId));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.True(Host.May(Eve, RoomAction.Join, roomId));
        Assert.True((await Host.ActAsync(Ada, roomId, ModerationAct.Ban, Eve)).IsDone);
        Assert.False(Host.May(Eve, RoomAction.ReadHistory, roomId));
        Assert.True((await Host.ActAsync(Ada, roomId, ModerationAct.Unban, Eve)).IsDone);
        Assert.True(Host.May(Eve, RoomAction.Join, roomId));
    }

    [Fact]
    public async Task Muted_member_stays_muted_after_leaving_and_joining_again()
    {
        var roomId = await Host.CreateAsync();
        await Host.AddAsync(roomId, Bob, RoomRoles.Member);
        Assert.True((await Host.ActAsync(Ada, roomId, ModerationAct.Mute, Bob)).IsDone);
        Assert.True((await Host.Members.RemoveAsync(Bob, roomId, Bob.Id, null, Ct)).IsDone);
        Assert.False(Host.May(Bob, RoomAction.Join, roomId));
        var secret = await InviteAsync(roomId, uses: 1);
        Assert.True((await Host.Invitations.RedeemAsync(Bob, secret, Ct)).IsDone);
        Assert.True(Host.May(Bob, RoomAction.ReadHistory, roomId));
        Assert.False(Host.May(Bob, RoomAction.Publish, roomId));
        Assert.True((await Host.ActAsync(Ada, roomId, ModerationAct.Unmute, Bob)).IsDone);
        Assert.True(Host.May(Bob, RoomAction.Publish, roomId));
    }

    [Fact]
    public async Task Moderators_act_on_those_below_them_only()
    {
        var roomId = await Host.CreateAsync();
        var (mo, other) = (new Caller("mo", "Mo"), new Caller("max", "Max"));
        await Host.AddAsync(roomId, mo, RoomRoles.Moderator);
        await Host.AddAsync(roomId, other, RoomRoles.Moderator);
        await Host.AddAsync(roomId, Bob, RoomRoles.Member);
        foreach (var above in (Caller[])[Ada, other, mo])
            Assert.Equal(RoomRefusalKind.Forbidden, (await Host.ActAsync(mo, roomId, ModerationAct.Ban, above)).Refusal!.Kind);
        Assert.Equal(RoomRefusalKind.Forbidden, (await Host.Members.SetAsync(mo, roomId, Bob.User, RoomRoles.Moderator, Ct)).Refusal!.Kind);
        Assert.Equal(RoomRefusalKind.Forbidden, (await Host.ActAsync(Bob, roomId, ModerationAct.Kick, mo)).Refusal!.Kind);
        Assert.True((await Host.Members.SetAsync(mo, roomId, Bob.User, RoomRoles.Reader, Ct)).IsDone);
        Assert.True((await Host.ActAsync(mo, roomId, ModerationAct.Kick, Bob)).IsDone);
        Assert.False(Host.May(Bob, RoomAction.Join, roomId));
        Assert.True((await Host.ActAsync(Ada, roomId, ModerationAct.Ban, other)).IsDone);
    }

    [Fact]
    public async Task Room_is_passed_on_and_its_owner_then_can_leave()
    {
        var roomId = await Host.CreateAsync();
        Assert.Equal(RoomRefusalKind.Conflict, (await Host.Members.RemoveAsync(Ada, roomId, Ada.Id, null, Ct)).Refusal!.Kind);
        Assert.Equal(RoomRefusalKind.NotFound, (await Host.Members.TransferAsync(Ada, roomId, Eve.Id, Ct)).Refusal!.Kind);
        await Host.AddAsync(roomId, Bob, RoomRoles.Member);
        Assert.True((await Host.Members.TransferAsync(Ada, roomId, Bob.Id, Ct)).IsDone);
        Assert.Equal((RoomRoles.Moderator, RoomRoles.Owner), (Host.Policy.RoleOf(Ada, roomId), Host.Policy.RoleOf(Bob, roomId)));
        Assert.True((await Host.Members.RemoveAsync(Ada, roomId, Ada.Id, null, Ct)).IsDone);
        Assert.False(Host.May(Ada, RoomAction.Join, roomId));
    }

    [Fact]
    public async Task Audit_log_has_actor_action_subject_time_and_reason()
    {
        var roomId = await Host.CreateAsync();
        await Host.AddAsync(roomId, Bob, RoomRoles.Moderator);
        await Host.ActAsync(Bob, roomId, ModerationAct.Ban, Eve, seconds: 60);
        var changes = (await Host.Audit.ReadAsync(Ada, roomId, null, 10, Ct)).Value!.Changes;
        Assert.Equal([RoomChangeKind.Banned, RoomChangeKind.RoleSet, RoomChangeKind.Created], changes.Select(change => change.Kind));
        Assert.Equal((Bob.User, Eve.User, "spam"), (changes[0].Actor, changes[0].Subject!, changes[0].Reason));
        Assert.Equal((_time.GetUtcNow(), _time.GetUtcNow().AddSeconds(60)), (changes[0].At, changes[0].Until!.Value));
        Assert.Equal(
            [RoomChangeKind.RoleSet],
            (await Host.Audit.ReadAsync(Ada, roomId, changes[0].Sequence, 1, Ct)).Value!.Changes.Select(change => change.Kind));
        Assert.Equal(RoomRefusalKind.Forbidden, (await Host.Audit.ReadAsync(Bob, roomId, null, 10, Ct)).Refusal!.Kind);
        Assert.Equal(RoomRefusalKind.NotFound, (await Host.Audit.ReadAsync(Eve, roomId, null, 10, Ct)).Refusal!.Kind);
    }

    /// <summary>Without this rule the next owner of the name could read the log of another user's room.</summary>
    [Fact]
    public async Task Audit_log_excludes_an_earlier_room_of_this_name()
    {
        var roomId = await Host.CreateAsync(RoomVisibility.Public, "team");
        await Host.ActAsync(Ada, roomId, ModerationAct.Ban, Eve);
        Assert.True((await Host.Rooms.DeleteAsync(Ada, roomId, Ct)).IsDone);
        Assert.True((await Host.Rooms.CreateAsync(Bob, new NewRoom(roomId, "New"), Ct)).IsDone);
        Assert.Equal(
            [RoomChangeKind.Created],
            (await Host.Audit.ReadAsync(Bob, roomId, null, 10, Ct)).Value!.Changes.Select(change => change.Kind));
        Assert.True(Host.May(Eve, RoomAction.Join, roomId));
        Assert.False(Host.May(Ada, RoomAction.Manage, roomId));
    }

    [Fact]
    public async Task Members_are_listed_in_pages_with_banned_users_for_moderators()
    {
        var roomId = await Host.CreateAsync();
        await Host.AddAsync(roomId, Bob, RoomRoles.Member);
        await Host.ActAsync(Ada, roomId, ModerationAct.Ban, Eve);
        var first = (await Host.Members.ListAsync(Ada, roomId, null, 2, Ct)).Value!;
        Assert.Equal(["ada", "bob"], first.Members.Select(member => member.User.Id));
        Assert.True(first.HasMore);
        var rest = (await Host.Members.ListAsync(Ada, roomId, "bob", 2, Ct)).Value!;
        Assert.Equal(RoomRoles.Banned, Assert.Single(rest.Members).Standing.Role);
        Assert.Equal(
            ["ada", "bob"],
            (await Host.Members.ListAsync(Bob, roomId, null, 9, Ct)).Value!.Members.Select(member => member.User.Id));
        Assert.Equal(RoomRefusalKind.NotFound, (await Host.Members.ListAsync(Eve, roomId, null, 9, Ct)).Refusal!.Kind);
    }

    private async Task<string> InviteAsync(RoomId roomId, int uses) =>
        (await Host.Invitations.CreateAsync(Ada, roomId, RoomRoles.Member, TimeSpan.FromHours(1), uses, Ct)).Value!.Secret!;
}
