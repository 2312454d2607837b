using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public void An_author_who_goes_on_is_named_once()
    {
        var lines = Lines(Entry("a", 0), Entry("a", 4), Entry("b", 5), Entry("a", 6), Entry("a", 11));
        Assert.Equal([true, false, true, true, true], lines.Select(line => line.StartsGroup));
    }

    [Fact]
    public void Days_are_those_of_the_users_calendar()
    {
        _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("far east", TimeSpan.FromHours(13), "far east", "far east"));
        var items = Timeline.Of([Entry("a", -60 * 24 * 8), Entry("a", -90), Entry("a", -30)], [], _time).ToArray();
        Assert.Equal(["Wednesday, 25 February", "Yesterday", "Today"], items.OfType<TimelineItem.Day>().Select(day => day.Label));
    }

    [Fact]
    public void Announcements_stand_where_they_belong_in_time()
    {
        var items = Timeline.Of([Entry("a", 1), Entry("a", 3)], [Entry("ops", 0), Entry("ops", 2), Entry("ops", 4)], _time);
        Assert.Equal([0, 1, 2, 3, 4], items.OfType<TimelineItem.Line>().Select(line => (line.Entry.Timestamp - Noon).TotalMinutes));
    }

    [Fact]
    public void The_order_of_the_log_stands_above_the_order_of_clocks() =>
        Assert.Equal([3, 1], Lines(Entry("a", 3), Entry("b", 1)).Select(line => (line.Entry.Timestamp - Noon).TotalMinutes));

    private TimelineItem.Line[] Lines(params MessageEntry[] entries) => [.. Timeline.Of(entries, [], _time).OfType<TimelineItem.Line>()];

    private static MessageEntry Entry(string user, int minute) =>
        new($"{user}{minute}", "x", Noon.AddMinutes(minute), new ChatUser(user, user), minute, Delivery.Delivered) { ToEveryone = user == "ops" };
}
