using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Tests.Messaging.RoomMembers;

/// <summary>The behaviour of every <see cref="IRoomMembers"/>: the one in Redis and the in-memory fake.</summary>
public abstract class RoomMembersContract
{
    private static readonly ChatUser Ann = new("user-1", "Ann | a:1; \"é\" 🎉\nb");
    private static readonly ChatUser Bob = new("subscription:bob", "Bob");
    private static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeMilliseconds(1_769_860_800_123);

    private readonly RoomId _room = Said.AnyRoom();
    private readonly string _first = $"first-{Guid.NewGuid():N}";
    private readonly string _second = $"second-{Guid.NewGuid():N}";

    protected abstract IRoomMembers Members { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_enters_with_first_share_and_leaves_with_last_share()
    {
        Assert.Equal([Ann], await EnterAsync(_first, Ann, Noon));
        Assert.Empty(await EnterAsync(_second, Ann, Noon.AddMinutes(1)));
        Assert.Empty(await LeaveAsync(_first, Ann));
        Assert.Equal([Ann], await LeaveAsync(_second, Ann));
        Assert.Empty(await Members.ReadAsync(_room, Ct));
    }

    [Fact]
    public async Task A_user_is_one_entry_since_the_earliest_share()
    {
        await EnterAsync(_first, Ann, Noon.AddMinutes(1));
        await EnterAsync(_second, Ann, Noon);
        var entry = Assert.Single(await Members.ReadAsync(_room, Ct));
        Assert.Equal(new RoomMember(Ann, Noon), entry.Member);
        Assert.Equal([_first, _second], entry.Instances.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task To_set_or_remove_a_share_again_changes_nothing()
    {
        await EnterAsync(_first, Ann, Noon);
        Assert.Empty(await EnterAsync(_first, Ann, Noon));
        await LeaveAsync(_first, Ann);
        Assert.Empty(await LeaveAsync(_first, Ann));
        Assert.Empty(await LeaveAsync(_first, Bob));
    }

    [Fact]
    public async Task Several_users_come_and_go_in_one_step()
    {
        await EnterAsync(_first, Ann, Noon);
        Assert.Equal([Bob, Ann], (await Members.SetAsync(_room, _first, [new(Bob, Noon), new(Ann, null)], Ct)).Moved);
        Assert.Equal(new RoomMember(Bob, Noon), Assert.Single(await Members.ReadAsync(_room, Ct)).Member);
    }

    [Fact]
    public async Task Concurrent_changes_of_a_user_report_one_move_each()
    {
        var came = await Task.WhenAll(EnterAsync(_first, Ann, Noon), EnterAsync(_second, Ann, Noon));
        Assert.Single(came.SelectMany(users => users));
        var went = await Task.WhenAll(LeaveAsync(_first, Ann), LeaveAsync(_second, Ann));
        Assert.Single(went.SelectMany(users => users));
    }

    [Fact]
    public async Task Removing_an_instances_shares_reports_departed_users_once()
    {
        await EnterAsync(_first, Ann, Noon);
        await EnterAsync(_first, Bob, Noon);
        await EnterAsync(_second, Bob, Noon.AddMinutes(1));
        Assert.Equal([Ann], await Members.RemoveAsync(_room, [_first, "nobody"], Ct));
        Assert.Empty(await Members.RemoveAsync(_room, [_first], Ct));
        Assert.Equal(new RoomMember(Bob, Noon.AddMinutes(1)), Assert.Single(await Members.ReadAsync(_room, Ct)).Member);
    }

    [Fact]
    public async Task Some_users_can_be_looked_up_and_all_are_counted()
    {
        Assert.Equal(0, (await Members.FindAsync(_room, [Ann.Id], Ct)).Count);
        await EnterAsync(_first, Ann, Noon);
        await EnterAsync(_first, Bob, Noon);
        var found = await Members.FindAsync(_room, [Ann.Id, "user-9"], Ct);
        Assert.Equal(2, found.Count);
        Assert.Equal([new RoomMember(Ann, Noon)], found.Members);
        Assert.Equal((2, 0), ((await Members.FindAsync(_room, [], Ct)).Count, (await Members.FindAsync(_room, [], Ct)).Members.Count));
    }

    [Fact]
    public async Task User_takes_the_name_of_the_latest_share()
    {
        await EnterAsync(_first, Bob, Noon);
        var robert = Bob with { Name = "Robert" };
        Assert.Equal([robert], (await Members.SetAsync(_room, _second, [new(robert, Noon)], Ct)).Changed);
        Assert.Equal("Robert", Assert.Single(await Members.ReadAsync(_room, Ct)).Member.User.Name);
    }

    [Fact]
    public async Task Status_and_position_are_kept_until_the_user_changes_them()
    {
        var (away, readTo) = ("away | a:1; \"é\" = 🎉", new RoomPosition(41, "9f:0c"));
        await EnterAsync(_first, Ann, Noon);
        Assert.Equal([Ann], await TellAsync(_first, new(Ann, Noon, away, readTo)));
        Assert.Empty(await TellAsync(_first, new(Ann, Noon, away, readTo)));
        Assert.Empty(await TellAsync(_second, new(Ann, Noon)));
        Assert.Equal(new RoomMember(Ann, Noon, away, readTo), Assert.Single((await Members.FindAsync(_room, [Ann.Id], Ct)).Members));

        Assert.Equal([Ann], await TellAsync(_second, new(Ann, Noon, "", readTo with { Offset = 42 })));
        Assert.Equal(
            new RoomMember(Ann, Noon, null, readTo with { Offset = 42 }), Assert.Single(await Members.ReadAsync(_room, Ct)).Member);
        await LeaveAsync(_first, Ann);
        Assert.Equal([Ann], await Members.RemoveAsync(_room, [_second], Ct));
        await EnterAsync(_first, Ann, Noon);
        Assert.Null(Assert.Single(await Members.ReadAsync(_room, Ct)).Member.ReadTo);
    }

    private async Task<IReadOnlyList<ChatUser>> EnterAsync(string instance, ChatUser user, DateTimeOffset since) =>
        (await Members.SetAsync(_room, instance, [new(user, since)], Ct)).Moved;

    private async Task<IReadOnlyList<ChatUser>> TellAsync(string instance, MemberShare share) =>
        (await Members.SetAsync(_room, instance, [share], Ct)).Changed;

    private async Task<IReadOnlyList<ChatUser>> LeaveAsync(string instance, ChatUser user) =>
        (await Members.SetAsync(_room, instance, [new(user, null)], Ct)).Moved;
}
