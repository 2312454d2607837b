using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Rooms;
using RoomChat.Rooms.Members;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using static RoomChat.Tests.Rooms.RoomsHost;

namespace RoomChat.Tests.Rooms;

// Invitations, several instances, and the tables.
public abstract partial class RoomsContract
{
    [Fact]
    public async Task Invitation_admits_as_many_users_as_its_uses()
    {
        var roomId = await Host.CreateAsync();
        var secret = await InviteAsync(roomId, uses: 1);
        Assert.Equal(roomId, (await Host.Invitations.RedeemAsync(Bob, secret, Ct)).Value!.Rule.RoomId);
        Assert.True(Host.May(Bob, RoomAction.Publish, roomId));
        // A redemption by a member does not count as a use, and changes nothing.
        Assert.True((await Host.Invitations.RedeemAsync(Bob, secret, Ct)).IsDone);
        Assert.Equal(RoomRefusalKind.NotFound, (await Host.Invitations.RedeemAsync(Eve, secret, Ct)).Refusal!.Kind);
        Assert.False(Host.May(Eve, RoomAction.Join, roomId));
    }

    [Fact]
    public async Task Concurrent_redemptions_never_exceed_the_uses()
    {
        var roomId = await Host.CreateAsync();
        var secret = await InviteAsync(roomId, uses: 2);
        await using var other = await StartAnotherAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            () => (number % 2 == 0 ? Host : other).Invitations.RedeemAsync(new Caller($"u{number}", "U"), secret, Ct))));
        Assert.Equal(2, outcomes.Count(outcome => outcome.IsDone));
    }

    [Fact]
    public async Task Expired_withdrawn_wrong_and_banned_invitations_are_refused_alike()
    {
        var roomId = await Host.CreateAsync();
        var (expired, withdrawn, banned) = (await InviteAsync(roomId, 9), await InviteAsync(roomId, 9), await InviteAsync(roomId, 9));
        var list = (await Host.Invitations.ListAsync(Ada, roomId, Ct)).Value!.Invitations;
        Assert.All(list, invitation => Assert.Null(invitation.Secret));
        foreach (var one in list) Assert.True((await Host.Invitations.WithdrawAsync(Ada, roomId, one.Id, Ct)).IsDone);
        expired = await InviteAsync(roomId, 9);
        _time.Advance(TimeSpan.FromHours(2));
        banned = await InviteAsync(roomId, 9);
        await Host.ActAsync(Ada, roomId, ModerationAct.Ban, Eve);
        var refusals = new List<RoomRefusal>();
        foreach (var secret in (string[])[expired, withdrawn, banned, "wrong"])
            refusals.Add((await Host.Invitations.RedeemAsync(Eve, secret, Ct)).Refusal!);
        Assert.Single(refusals.Distinct());
    }

    [Fact]
    public async Task Secret_of_an_invitation_is_not_kept()
    {
        var secret = await InviteAsync(await Host.CreateAsync(), uses: 1);
        await using var context = await ContextAsync(Host);
        var row = await context.Invitations.SingleAsync(Ct);
        Assert.DoesNotContain(secret, $"{row.Id} {row.Hash}", StringComparison.Ordinal);
        Assert.Equal(64, row.Hash.Length);
    }

    [Fact]
    public async Task Refusal_is_checked_against_the_database_first()
    {
        await using var other = await StartAnotherAsync();
        var roomId = await Host.CreateAsync();
        Assert.False(other.May(Ada, RoomAction.Join, roomId));
        Assert.True((await other.Policy.DecideAsync(Ada, RoomAction.Join, roomId, Ct)).IsAllowed);
        Assert.False((await other.Policy.DecideAsync(Bob, RoomAction.Join, roomId, Ct)).IsAllowed);
        await Host.AddAsync(roomId, Bob, RoomRoles.Reader);
        Assert.True((await other.Policy.DecideAsync(Bob, RoomAction.ReadHistory, roomId, Ct)).IsAllowed);
        await Host.AddAsync(roomId, Bob, RoomRoles.Member);
        Assert.True((await other.Policy.DecideAsync(Bob, RoomAction.Publish, roomId, Ct)).IsAllowed);
    }

    /// <summary>No change is announced in this test: only the poll finds it.</summary>
    [Fact]
    public async Task Change_with_lost_announcement_is_found_by_the_poll()
    {
        await using var other = await StartAnotherAsync();
        var roomId = await Host.CreateAsync();
        Assert.False(other.May(Ada, RoomAction.Join, roomId));
        await other.Directory.LookAsync(Ct);
        Assert.True(other.May(Ada, RoomAction.Join, roomId));
        await Host.AddAsync(roomId, Bob, RoomRoles.Member);
        await Host.ActAsync(Ada, roomId, ModerationAct.Kick, Bob);
        await Host.Rooms.DeleteAsync(Ada, roomId, Ct);
        await other.Directory.LookAsync(Ct);
        Assert.Null(other.Directory.Find(roomId));
    }

    [Fact]
    public async Task Changes_of_several_instances_at_once_are_all_followed()
    {
        await using var other = await StartAnotherAsync();
        var rooms = await Task.WhenAll(Enumerable.Range(0, 12)
            .Select(number => Task.Run(() => (number % 2 == 0 ? Host : other).CreateAsync())));
        await Task.WhenAll(Host.Directory.LookAsync(Ct), other.Directory.LookAsync(Ct));
        Assert.All(rooms, roomId => Assert.True(Host.May(Ada, RoomAction.Join, roomId) && other.May(Ada, RoomAction.Join, roomId)));
        await using var context = await ContextAsync(Host);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(number => (long)number),
            await context.Changes.Select(change => change.Sequence).Order().ToListAsync(Ct));
    }

    /// <summary>As after a restore of the database from a copy, or after very many changes.</summary>
    [Fact]
    public async Task Clock_that_went_back_makes_all_rules_read_again()
    {
        var roomId = await Host.CreateAsync();
        var listener = new RecordedChanges();
        Host.Directory.Listeners = [listener];
        await using var context = await ContextAsync(Host);
        await context.Members.ExecuteDeleteAsync(Ct);
        await context.Changes.ExecuteDeleteAsync(Ct);
        await context.Clock.ExecuteUpdateAsync(clock => clock.SetProperty(row => row.Sequence, 0), Ct);
        await Host.Directory.LookAsync(Ct);
        Assert.Equal((1, 0), (listener.All, listener.Changes.Count));
        Assert.False(Host.May(Ada, RoomAction.Join, roomId));
        await Host.CreateAsync();
        Assert.Single(listener.Changes);
    }

    [Fact]
    public async Task Refused_change_advances_neither_clock_nor_log()
    {
        var roomId = await Host.CreateAsync();
        Assert.False((await Host.Rooms.DeleteAsync(Eve, roomId, Ct)).IsDone);
        await using var context = await ContextAsync(Host);
        Assert.Equal((1, 1), ((await context.Clock.SingleAsync(Ct)).Sequence, await context.Changes.CountAsync(Ct)));
    }

    [Fact]
    public async Task Several_instances_that_start_at_once_make_the_tables_once()
    {
        var (setting, value) = await CreateDatabaseAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RoomsHost.StartAsync(setting, value))));
        foreach (var host in hosts)
        {
            Assert.Equal(RulesAge.Current, host.Directory.Age);
            await host.CreateAsync();
        }
        await using var context = await ContextAsync(hosts[0]);
        Assert.Equal(4, await context.Rooms.CountAsync(Ct));
        foreach (var host in hosts) await host.DisposeAsync();
    }

    /// <summary>The migrations are written by hand.</summary>
    [Fact]
    public async Task Migrations_make_the_tables_of_the_model()
    {
        var (setting, value) = await CreateDatabaseAsync();
        await using var host = RoomsHost.Build(setting, value);
        await using var migrated = await ContextAsync(Host);
        await using var created = await ContextAsync(host);
        await created.Database.EnsureCreatedAsync(Ct);
        var found = await DescribeAsync(migrated);
        Assert.NotEmpty(found);
        Assert.Equal(await DescribeAsync(created), found);
    }

    /// <summary>Query of every table, column and index of the database, in any order.</summary>
    private protected abstract string SchemaQuery { get; }

    private async Task<List<string>> DescribeAsync(RoomsContext context)
    {
        await context.Database.OpenConnectionAsync(Ct);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = SchemaQuery;
        var lines = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
                lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(field => $"{reader.GetValue(field)}")));
        }
        await context.Database.CloseConnectionAsync();
        return [.. lines.Where(line => !line.Contains("__EF", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static Task<RoomsContext> ContextAsync(RoomsHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<RoomsContext>>().CreateDbContextAsync(Ct);
}
