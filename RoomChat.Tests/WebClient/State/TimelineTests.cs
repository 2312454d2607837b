using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public void Author_of_consecutive_messages_is_named_once()
    {
        var lines = Lines(Entry("a", 0), Entry("a", 4), Entry("b", 5), Entry("a", 6), Entry("a", 11));
        Assert.Equal([true, false, true, true, true], lines.Select(line => line.StartsGroup));
    }

    [Fact]
    public void Days_are_those_of_the_users_calendar()
    {
        _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("far east", TimeSpan.FromHours(13), "far east", "far east"));
        var items = Of(null, Entry("a", -60 * 24 * 8), Entry("a", -90), Entry("a", -30));
        Assert.Equal(["Wednesday, 25 February", "Yesterday", "Today"], items.OfType<TimelineItem.Day>().Select(day => day.Label));
    }

    [Fact]
    public void Line_of_unread_messages_stands_once_before_the_first()
    {
        var items = Of(2, Entry("a", 1), Entry("a", 2), Entry("a", 3), Entry("a", 4));
        Assert.Equal(
            [typeof(TimelineItem.Day), typeof(TimelineItem.Line), typeof(TimelineItem.Line), typeof(TimelineItem.Unread),
             typeof(TimelineItem.Line), typeof(TimelineItem.Line)],
            items.Select(item => item.GetType()));
    }

    [Fact]
    public void Part_of_a_list_has_the_items_of_the_whole()
    {
        var entries = Entries(Entry("a", 1), Entry("a", 2), Entry("a", 3), Entry("b", 4));
        var whole = Timeline.Of(entries, entries.First, entries.End, 1, _time, Languages.English).ToArray();
        var part = Timeline.Of(entries, entries.First + 2, entries.End, 1, _time, Languages.English);
        Assert.Equal(whole[^2..], part);
    }

    [Fact]
    public void Messages_keep_the_log_order_despite_their_timestamps() =>
        Assert.Equal([3, 1], Lines(Entry("a", 3), Entry("b", 1)).Select(line => (line.Entry.Timestamp - Noon).TotalMinutes));

    private TimelineItem.Line[] Lines(params MessageEntry[] entries) => [.. Of(null, entries).OfType<TimelineItem.Line>()];

    private TimelineItem[] Of(long? divider, params MessageEntry[] entries)
    {
        var all = Entries(entries);
        return [.. Timeline.Of(all, all.First, all.End, divider, _time, Languages.English)];
    }

    private static RoomEntries Entries(params MessageEntry[] entries) => new(MessageLog.Empty, entries);

    private static MessageEntry Entry(string user, int minute) =>
        new($"{user}{minute}", "x", Noon.AddMinutes(minute), new ChatUser(user, user), minute, Delivery.Delivered);
}
