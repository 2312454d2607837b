using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Routing.Canary;

namespace RoomChat.Tests.Realtime.Routing.Canary;

public sealed class CanaryRoomsTests
{
    private readonly RoomShards _shards = new(Options.Create(new ServiceBusNames { Shards = 16 }));
    private readonly CanaryRooms _rooms;

    public CanaryRoomsTests() => _rooms = CanaryRooms.OnePerSession("instance", _shards);

    [Fact]
    public void Canaries_fly_through_every_session_in_turn()
    {
        var flown = Enumerable.Range(0, 16).Select(_ => Fly()).ToList();
        Assert.Equal(_shards.Names, flown.Select(_shards.Of).Order(StringComparer.Ordinal));
        Assert.All(flown, room => Assert.True(room.IsInternal));
        Assert.False(_rooms.AllFail);
    }

    [Fact]
    public void All_count_as_failing_until_one_canary_returns()
    {
        Assert.True(_rooms.AllFail);
        Fly(cameBack: false);
        Assert.True(_rooms.AllFail);
        Fly();
        Assert.Equal((1, false), (_rooms.Failing, _rooms.AllFail));
    }

    [Fact]
    public void One_blocked_session_is_retried_and_is_not_all()
    {
        Fly();
        var blocked = _rooms.Next();
        _rooms.Note(blocked, cameBack: false);
        var tries = 0;
        for (var flight = 0; flight < 40; flight++)
        {
            var room = _rooms.Next();
            if (room == blocked) tries++;
            _rooms.Note(room, cameBack: room != blocked);
            Assert.Equal((1, false), (_rooms.Failing, _rooms.AllFail));
        }
        Assert.InRange(tries, 15, 25);
        while (_rooms.Failing > 0) Fly();
    }

    [Fact]
    public void Two_failed_sessions_in_a_row_count_as_all()
    {
        Fly();
        Fly(cameBack: false);
        Fly(cameBack: false);
        Assert.True(_rooms.AllFail);
        Fly();
        Assert.False(_rooms.AllFail);
    }

    [Fact]
    public void Single_room_decides_with_its_own_canary()
    {
        var single = CanaryRooms.Single("instance");
        single.Note(single.Next(), cameBack: true);
        Assert.False(single.AllFail);
        single.Note(single.Next(), cameBack: false);
        Assert.True(single.AllFail);
    }

    private RoomId Fly(bool cameBack = true)
    {
        var room = _rooms.Next();
        _rooms.Note(room, cameBack);
        return room;
    }
}
