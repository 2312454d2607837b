using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class RoomStateTests
{
    private static readonly ChatUser Ada = new("u1", "Ada");

    private readonly RoomState _room = new(RoomId.Parse("general", null));

    [Fact]
    public void History_and_live_messages_that_overlap_are_shown_once_and_in_order()
    {
        _room.Take(Live(3), isLookedAt: true);
        _room.Take(Live(4), isLookedAt: true);
        _room.TakeHistory(History(1, 2, 3));
        Assert.Equal([1L, 2, 3, 4], _room.Entries.Select(entry => entry.Offset!.Value));
    }

    [Fact]
    public void Only_what_comes_while_nobody_looks_is_unread()
    {
        _room.TakeHistory(History(1, 2));
        _room.Take(Live(2), isLookedAt: false);
        Assert.Equal(0, _room.Unread);
        _room.Take(Live(3), isLookedAt: false);
        _room.Take(Live(4), isLookedAt: true);
        Assert.Equal(1, _room.Unread);
        _room.MarkRead();
        Assert.Equal(0, _room.Unread);
    }

    [Fact]
    public void An_own_message_stands_last_until_the_log_has_it_and_is_then_shown_once()
    {
        _room.Put(new MessageEntry("m2", "2", DateTimeOffset.UnixEpoch, Ada, null, Delivery.Sending));
        _room.Take(Live(1), isLookedAt: true);
        Assert.Equal(["m1", "m2"], _room.Entries.Select(entry => entry.Id));
        _room.Take(Live(2), isLookedAt: false);
        Assert.Equal(["m1", "m2"], _room.Entries.Select(entry => entry.Id));
        Assert.All(_room.Entries, entry => Assert.Equal(Delivery.Delivered, entry.Delivery));
        Assert.Equal(0, _room.Unread);
    }

    [Fact]
    public void A_log_that_began_anew_clears_what_was_delivered_and_keeps_what_is_on_its_way()
    {
        _room.TakeHistory(History(1, 2));
        _room.Put(new MessageEntry("m9", "9", DateTimeOffset.UnixEpoch, Ada, null, Delivery.Failed, "no"));
        _room.ForgetDelivered();
        Assert.Equal("m9", Assert.Single(_room.Entries).Id);
        _room.Discard("m9");
        Assert.Empty(_room.Entries);
    }

    [Fact]
    public void A_long_stay_keeps_the_latest_and_says_that_there_are_older_ones()
    {
        for (var offset = 1; offset <= 2001; offset++) _room.Take(Live(offset), isLookedAt: true);
        Assert.Equal(2000, _room.Entries.Count);
        Assert.Equal(2, _room.OldestOffset);
        Assert.True(_room.HasOlder);
    }

    private static ServerFrame.Message Live(long offset) =>
        new("general", $"{offset}", DateTimeOffset.UnixEpoch.AddSeconds(offset), $"m{offset}", offset, Ada);

    private static HistoryPage History(params long[] offsets) => new(
        "general", "e1", [.. offsets.Select(offset => new HistoryMessage("general", $"{offset}", DateTimeOffset.UnixEpoch.AddSeconds(offset), $"m{offset}", offset, Ada))], false);

    [Fact]
    public async Task What_is_said_in_a_room_is_published_in_the_order_in_which_it_was_said()
    {
        var room = new RoomState(RoomId.Parse("general", null));
        var slow = new TaskCompletionSource();
        var published = new List<string>();

        var first = room.PublishInOrderAsync(async () => { await slow.Task; published.Add("first"); });
        var second = room.PublishInOrderAsync(() => { published.Add("second"); return Task.CompletedTask; });
        Assert.Empty(published);
        slow.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(["first", "second"], published);
    }

    [Fact]
    public async Task A_message_that_fails_does_not_hold_up_the_next()
    {
        var room = new RoomState(RoomId.Parse("general", null));
        var failing = room.PublishInOrderAsync(() => Task.FromException(new InvalidOperationException("no")));
        var published = false;
        await room.PublishInOrderAsync(() => { published = true; return Task.CompletedTask; });
        Assert.True(published);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
    }
}
