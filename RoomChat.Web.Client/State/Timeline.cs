using System.Globalization;

namespace RoomChat.Web.Client.State;

/// <summary>Lays a room's messages out for reading: announcements where they belong in time, days apart, authors grouped.</summary>
internal static class Timeline
{
    private static readonly TimeSpan GroupSpan = TimeSpan.FromMinutes(5);

    public static IEnumerable<TimelineItem> Of(IEnumerable<MessageEntry> entries, IEnumerable<MessageEntry> announcements, TimeProvider time)
    {
        TimelineItem.Line? above = null;
        foreach (var entry in Merge(entries, announcements))
        {
            var at = TimeZoneInfo.ConvertTime(entry.Timestamp, time.LocalTimeZone);
            var date = DateOnly.FromDateTime(at.Date);
            var isNewDay = above is null || DateOnly.FromDateTime(above.At.Date) != date;
            if (isNewDay) yield return new TimelineItem.Day(date, Label(date, time));
            above = new TimelineItem.Line(entry, at, isNewDay || !Continues(above!, entry, at));
            yield return above;
        }
    }

    private static bool Continues(TimelineItem.Line above, MessageEntry entry, DateTimeOffset at) =>
        above.Entry.User.Id == entry.User.Id && above.Entry.ToEveryone == entry.ToEveryone && at - above.At < GroupSpan;

    // By time for announcements only: among themselves the room's messages keep the order of the log, whatever their clocks said.
    private static IEnumerable<MessageEntry> Merge(IEnumerable<MessageEntry> entries, IEnumerable<MessageEntry> announcements)
    {
        var waiting = new Queue<MessageEntry>(announcements);
        foreach (var entry in entries)
        {
            while (waiting.TryPeek(out var next) && next.Timestamp < entry.Timestamp) yield return waiting.Dequeue();
            yield return entry;
        }

        foreach (var rest in waiting) yield return rest;
    }

    private static string Label(DateOnly date, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        return (today.DayNumber - date.DayNumber) switch
        {
            0 => "Today",
            1 => "Yesterday",
            _ => date.ToString(date.Year == today.Year ? "dddd, d MMMM" : "dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }
}
