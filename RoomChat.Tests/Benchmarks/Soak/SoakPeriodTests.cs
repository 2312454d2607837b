using RoomChat.Benchmarks.Soak;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class SoakPeriodTests
{
    private static readonly RoomId Room = RoomId.Parse("lobby", null);
    private readonly SoakChecker _checker = new();

    [Fact]
    public void Every_message_once_and_in_order_is_no_fault()
    {
        var period = _checker.Begin(Room, since: 3);
        Hear(period, 4, 5, 6);
        period.End(upTo: 6);
        Assert.Equal((0, 3, 6), (_checker.Faults, _checker.Heard, period.Last));
    }

    [Fact]
    public void A_message_that_is_dropped_is_lost()
    {
        var period = _checker.Begin(Room, since: 0);
        Hear(period, 1, 3);
        period.End(upTo: 3);
        Assert.Equal((1, 1), (_checker.Faults, _checker.Count(SoakFault.Lost)));
        Assert.Contains("room lobby, 2 never came", Assert.Single(_checker.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_message_of_a_period_cannot_be_dropped_unseen()
    {
        var period = _checker.Begin(Room, since: 3);
        Hear(period, 5);
        period.End(upTo: 5);
        Assert.Equal(1, _checker.Count(SoakFault.Lost));
    }

    [Fact]
    public void The_last_message_of_a_period_cannot_be_dropped_unseen()
    {
        var period = _checker.Begin(Room, since: 0);
        Hear(period, 1);
        period.End(upTo: 3);
        Assert.Equal(2, _checker.Count(SoakFault.Lost));
    }

    [Fact]
    public void Messages_after_the_decision_to_leave_are_optional()
    {
        var period = _checker.Begin(Room, since: 0);
        Hear(period, 1, 2, 3);
        period.End(upTo: 1);
        Assert.Equal(0, _checker.Faults);
    }

    [Fact]
    public void A_message_that_is_doubled_came_twice()
    {
        var period = _checker.Begin(Room, since: 0);
        Hear(period, 1, 2, 2, 3);
        period.End(upTo: 3);
        Assert.Equal((1, 1), (_checker.Faults, _checker.Count(SoakFault.Twice)));
    }

    [Fact]
    public void A_message_from_before_the_period_came_twice()
    {
        Hear(_checker.Begin(Room, since: 3), 3);
        Assert.Equal(1, _checker.Count(SoakFault.Twice));
    }

    [Fact]
    public void Swapped_messages_are_out_of_order_and_not_lost()
    {
        var period = _checker.Begin(Room, since: 0);
        Hear(period, 1, 3, 2, 4);
        period.End(upTo: 4);
        Assert.Equal((1, 1), (_checker.Faults, _checker.Count(SoakFault.Disordered)));
    }

    [Fact]
    public void A_message_of_another_room_is_foreign()
    {
        var other = RoomId.Parse("kitchen", null);
        _checker.Begin(Room, since: 0).Hear(Message(other, SoakMessages.IdOf(other, 1), 1));
        Assert.Equal((1, 1), (_checker.Faults, _checker.Count(SoakFault.Foreign)));
    }

    [Fact]
    public void A_message_that_got_the_place_of_another_is_foreign()
    {
        // As after the log lost an earlier message.
        _checker.Begin(Room, since: 0).Hear(Message(Room, SoakMessages.IdOf(Room, 2), 1));
        Assert.Equal(1, _checker.Count(SoakFault.Foreign));
    }

    [Fact]
    public void Lost_history_is_a_fault()
    {
        _checker.Begin(Room, since: 0).HistoryLost(new RoomPosition(9, "e"));
        Assert.Equal((1, 1), (_checker.Faults, _checker.Count(SoakFault.HistoryLost)));
    }

    [Fact]
    public void A_period_without_a_position_begins_with_its_first_message()
    {
        var period = _checker.BeginWithNext(Room, latest: 7);
        Hear(period, 6, 7, 8);
        period.End(upTo: 8);
        Assert.Equal(0, _checker.Faults);
    }

    [Fact]
    public void Period_without_position_begins_by_the_answer_to_the_join()
    {
        var period = _checker.BeginWithNext(Room, latest: 7);
        Hear(period, 9);
        period.End(upTo: 9);
        Assert.Equal(1, _checker.Count(SoakFault.Lost));
    }

    private static void Hear(SoakPeriod period, params long[] offsets)
    {
        foreach (var offset in offsets) period.Hear(Message(Room, SoakMessages.IdOf(Room, offset), offset));
    }

    private static ServerFrame.Message Message(RoomId room, string id, long offset) =>
        new(room.Value, "text", DateTimeOffset.UnixEpoch, id, offset, new ChatUser("u1", "Ada"));
}
