using FsCheck.Xunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Messages;

public sealed class MessageWindowTests
{
    private readonly MessageWindow _window = new();

    [Fact]
    public void It_begins_with_the_newest_and_follows_them()
    {
        var log = Log(100_000);
        _window.Follow(Entries(log), isEndInSight: true);
        Assert.Equal((99_940, 100_000, true), (_window.From, _window.To, _window.HasEnd));
        for (var offset = 100_001; offset <= 101_000; offset++)
        {
            log = log.Append(Entry(offset));
            _window.Follow(Entries(log), isEndInSight: true);
            Assert.Equal(log.End, _window.To);
            Assert.InRange(_window.To - _window.From, 60, MessageWindow.Most);
        }
    }

    [Fact]
    public void Window_keeps_the_messages_being_read()
    {
        var log = Log(1000);
        _window.Follow(Entries(log), isEndInSight: true);
        var from = _window.From;
        for (var offset = 1001; offset <= 2000; offset++) _window.Follow(Entries(log = log.Append(Entry(offset))), isEndInSight: false);
        Assert.Equal((from, from + MessageWindow.Most, false), (_window.From, _window.To, _window.HasEnd));
        _window.ToEnd(Entries(log));
        Assert.True(_window.HasEnd);
    }

    [Property]
    public bool Window_is_small_and_within_the_list_after_any_steps(byte[] steps)
    {
        var (log, window) = (Log(500), new MessageWindow());
        window.Follow(Entries(log), isEndInSight: true);
        foreach (var step in steps)
        {
            if (step % 6 == 0) window.Up(Entries(log));
            else if (step % 6 == 1) window.Down(Entries(log));
            else if (step % 6 == 2) window.Around(Entries(log), log.First + (step * 4));
            else if (step % 6 == 3) log = log.Append(Entry(log.End + 1));
            else if (step % 6 == 4) log = Enumerable.Range(0, 50).Aggregate(log, (all, _) => all.Prepend(Entry(0)));
            else log = Log(step);
            window.Follow(Entries(log), step % 2 == 0);
            var isSound = window.From >= log.First && window.To <= log.End && window.To - window.From <= MessageWindow.Most
                && (log.Count == 0 || window.To > window.From) && window.HasEnd == (window.To == log.End);
            if (!isSound) return false;
        }

        return true;
    }

    private static RoomEntries Entries(MessageLog log) => new(log, []);

    private static MessageLog Log(int count) =>
        Enumerable.Range(1, count).Aggregate(MessageLog.Empty, (log, offset) => log.Append(Entry(offset)));

    private static MessageEntry Entry(long offset) =>
        new($"m{offset}", "x", DateTimeOffset.UnixEpoch, new ChatUser("u", "U"), offset, Delivery.Delivered);
}
