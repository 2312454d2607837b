using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class RoomPeopleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly RoomMember Ann = new(new ChatUser("u1", "Ann"), Now);
    private static readonly RoomMember Bob = new(new ChatUser("u2", "Bob"), Now);

    private readonly RoomPeople _people = new();

    [Fact]
    public void Joining_members_are_added_and_leaving_ones_removed()
    {
        _people.Take(new ServerFrame.RoomPresence("general", [Bob], 1));
        Assert.True(_people.Take(new RoomEvent.MembersChanged(2, [Ann, Bob], []), Now));
        Assert.Equal(["Ann", "Bob"], _people.Members.Select(member => member.User.Name));
        Assert.True(_people.Take(new RoomEvent.MembersChanged(1, [], [Bob.User, new ChatUser("u9", "Nobody")]), Now));
        Assert.Equal(["Ann"], _people.Members.Select(member => member.User.Name));
        Assert.Equal(
            [("Nobody", Now), ("Bob", Now)],
            _people.Gone.Select(gone => (gone.User.Name, gone.At)).OrderByDescending(gone => gone.Name));
        Assert.Equal(1, _people.Count);
    }

    [Fact]
    public void Wrong_member_count_reveals_a_missed_change()
    {
        _people.Take(new ServerFrame.RoomPresence("general", [Ann], 1));
        Assert.False(_people.Take(new RoomEvent.MembersChanged(3, [Bob], []), Now));
        Assert.True(_people.Take(new RoomEvent.MembersChanged(500, null, null), Now));
        Assert.Equal(500, _people.Count);
    }

    [Fact]
    public void Changed_member_is_shown_with_new_name_and_status()
    {
        _people.Take(new ServerFrame.RoomPresence("general", [Ann, Bob], 2));
        var robert = Bob with { User = Bob.User with { Name = "Robert" }, Status = "away" };
        Assert.True(_people.Take(new RoomEvent.MembersChanged(2, [], [], [robert]), Now));
        Assert.Equal(["Ann", "Robert away"], _people.Members.Select(member => $"{member.User.Name} {member.Status}".Trim()));
    }

    [Fact]
    public void Readers_stay_after_leaving_and_are_hidden_in_large_rooms()
    {
        var (read, head) = (new RoomPosition(7, "e1"), new RoomPosition(9, "e1"));
        _people.Take(new ServerFrame.RoomPresence("general", [Ann, Bob with { ReadTo = read }], 2, Receipts: 3));
        Assert.Equal([Bob.User], _people.ReadersTo(read));
        Assert.Empty(_people.ReadersTo(read with { Epoch = "e2" }));
        _people.Take(new RoomEvent.MembersChanged(3, [new RoomMember(new ChatUser("u3", "Eve"), Now)], []), Now);
        _people.Take(new RoomEvent.MembersChanged(2, [], [Bob.User], [Ann with { ReadTo = head }]), Now);
        Assert.Equal([Bob.User], _people.ReadersTo(read));
        Assert.Equal([Ann.User], _people.ReadersTo(head));
        _people.Take(new RoomEvent.MembersChanged(4, null, null), Now);
        Assert.Empty(_people.ReadersTo(read));
    }

    [Fact]
    public void Typing_ends_with_a_message_a_leave_or_some_silence()
    {
        _people.StartTyping(Ann.User, Now);
        _people.StartTyping(Bob.User, Now.AddSeconds(2));
        Assert.Equal([Ann.User, Bob.User], _people.Typing);
        _people.EndTyping(Now.AddSeconds(4));
        Assert.Equal([Bob.User], _people.Typing);
        _people.StopTyping(Bob.User.Id);
        Assert.Empty(_people.Typing);
        _people.StartTyping(Ann.User, Now);
        _people.Take(new RoomEvent.MembersChanged(0, [], [Ann.User]), Now);
        Assert.Empty(_people.Typing);
    }

    [Fact]
    public void Continued_typing_stays_shown()
    {
        _people.StartTyping(Ann.User, Now);
        _people.StartTyping(Ann.User, Now.AddSeconds(2.5));
        _people.EndTyping(Now.AddSeconds(4));
        Assert.Equal([Ann.User], _people.Typing);
    }
}
