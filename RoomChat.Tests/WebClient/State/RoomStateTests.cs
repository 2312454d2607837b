using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class RoomStateTests
{
    private static readonly ChatUser Ada = new("u1", "Ada");

    private readonly RoomState _room = new(RoomId.Parse("general", null), me: "u9");

    [Fact]
    public void Overlapping_history_and_live_messages_are_shown_once_in_order()
    {
        _room.Take(Live(3), isLookedAt: true);
        _room.Take(Live(4), isLookedAt: true);
        _room.TakeHistory(History(1, 2, 3));
        Assert.Equal([1L, 2, 3, 4], _room.Entries.Select(entry => entry.Offset!.Value));
    }

    [Fact]
    public void Only_messages_received_in_the_background_are_unread()
    {
        _room.StartReading(new RoomPosition(2, "e1"), readBefore: null);
        _room.TakeHistory(History(1, 2));
        _room.Take(Live(2), isLookedAt: false);
        Assert.Equal(0, _room.Unread);
        _room.Take(Live(3), isLookedAt: false);
        _room.Take(Live(4), isLookedAt: false);
        Assert.Equal(2, _room.Unread);
        _room.MarkRead();
        Assert.Equal(0, _room.Unread);
        _room.Take(Live(5), isLookedAt: false);
        _room.Take(Live(6), isLookedAt: true);
        Assert.Equal(0, _room.Unread);
    }

    [Fact]
    public void Messages_since_the_last_visit_are_unread()
    {
        _room.StartReading(new RoomPosition(100, "e1"), readBefore: new RoomPosition(30, "e1"));
        Assert.Equal(70, _room.Unread);
        _room.TakeHistory(History(99, 100));
        Assert.Equal(70, _room.Unread);
        _room.Take(Live(101), isLookedAt: false);
        Assert.Equal(71, _room.Unread);
    }

    [Fact]
    public void Own_messages_are_never_unread()
    {
        var room = new RoomState(RoomId.Parse("general", null), me: "u1");
        room.StartReading(new RoomPosition(3, "e1"), readBefore: new RoomPosition(1, "e1"));
        room.TakeHistory(History(1, 2, 3));
        Assert.Equal(0, room.Unread);
    }

    [Fact]
    public void Messages_after_a_log_reset_are_unread()
    {
        _room.StartReading(new RoomPosition(50, "e1"), readBefore: null);
        _room.Reset(new RoomPosition(2, "e2"));
        _room.TakeNewHistory(History(1, 2));
        Assert.Equal(0, _room.Unread);
        _room.Take(Live(3), isLookedAt: false);
        Assert.Equal(1, _room.Unread);
    }

    [Fact]
    public void Own_message_is_last_until_the_log_has_it()
    {
        _room.StartReading(new RoomPosition(0, "e1"), readBefore: null);
        _room.Put(new MessageEntry("m2", "2", DateTimeOffset.UnixEpoch, Ada, null, Delivery.Sending));
        _room.Take(Live(1), isLookedAt: true);
        Assert.Equal(["m1", "m2"], _room.Entries.Select(entry => entry.Id));
        _room.Take(Live(2), isLookedAt: true);
        Assert.Equal(["m1", "m2"], _room.Entries.Select(entry => entry.Id));
        Assert.All(_room.Entries, entry => Assert.Equal(Delivery.Delivered, entry.Delivery));
    }

    [Fact]
    public void Log_reset_removes_delivered_and_keeps_unsent_messages()
    {
        _room.TakeHistory(History(1, 2));
        _room.Put(new MessageEntry("m9", "9", DateTimeOffset.UnixEpoch, Ada, null, Delivery.Failed, "no"));
        _room.TakeNewHistory(page: null);
        Assert.Equal("m9", Assert.Single(_room.Entries).Id);
        _room.Discard("m9");
        Assert.Empty(_room.Entries);
    }

    [Fact]
    public void Background_room_keeps_only_the_latest_messages()
    {
        for (var offset = 1; offset <= 2201; offset++) _room.Take(Live(offset), isLookedAt: false);
        Assert.Equal(RoomState.MaxInBackground, _room.Entries.Count);
        Assert.Equal(202, _room.OldestOffset);
        Assert.True(_room.HasOlder);
        _room.Take(Live(2202), isLookedAt: true);
        Assert.Equal([2201L, 2202], _room.Entries.TakeLast(2).Select(entry => entry.Offset!.Value));
    }

    [Fact]
    public void Divider_stays_at_the_first_unread_until_a_reply()
    {
        _room.StartReading(new RoomPosition(2, "e1"), readBefore: null);
        _room.Take(Live(3), isLookedAt: false);
        _room.Take(Live(4), isLookedAt: false);
        _room.StartLooking();
        _room.MarkRead();
        Assert.Equal(2, _room.Divider);
        _room.Take(Live(5) with { User = new ChatUser("u9", "Me") }, isLookedAt: true);
        Assert.Null(_room.Divider);
    }

    [Fact]
    public void Room_made_unread_stays_so_although_messages_come()
    {
        _room.StartReading(new RoomPosition(0, "e1"), readBefore: null);
        foreach (var offset in new[] { 1, 2, 3 }) _room.Take(Live(offset), isLookedAt: true);
        _room.MarkUnread(2);
        Assert.Equal((2, 1L, true), (_room.Unread, _room.Divider, _room.IsKeptUnread));
        _room.Take(Live(4), isLookedAt: false);
        Assert.Equal((3, 1L), (_room.Unread, _room.Divider));
        _room.StartLooking();
        Assert.False(_room.IsKeptUnread);
    }

    private static ServerFrame.Message Live(long offset) =>
        new("general", $"{offset}", DateTimeOffset.UnixEpoch.AddSeconds(offset), $"m{offset}", offset, Ada);

    private static HistoryPage History(params long[] offsets) => new(
        "general",
        "e1",
        [
            .. offsets.Select(offset =>
                new HistoryMessage("general", $"{offset}", DateTimeOffset.UnixEpoch.AddSeconds(offset), $"m{offset}", offset, Ada))
        ],
        false);
}
