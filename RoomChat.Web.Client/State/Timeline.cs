using RoomChat.Web.Client.Language;

namespace RoomChat.Web.Client.State;

/// <summary>Makes the lines of a message list: messages grouped by author, with lines for days and before unread messages.</summary>
internal static class Timeline
{
    private static readonly TimeSpan GroupSpan = TimeSpan.FromMinutes(5);

    /// <summary>The lines of the messages in a range of places.</summary>
    /// <param name="entries">All messages.</param>
    /// <param name="from">The first place.</param>
    /// <param name="to">The place after the last.</param>
    /// <param name="divider">Messages after this offset are unread; null for no line.</param>
    /// <param name="time">The clock and the time zone.</param>
    /// <param name="words">The language.</param>
    public static IEnumerable<TimelineItem> Of(RoomEntries entries, int from, int to, long? divider, TimeProvider time, Words words)
    {
        var above = from > entries.First ? Line(entries.At(from - 1), startsGroup: false, time) : null;
        var isRead = divider is null || (above?.Entry.Offset ?? divider) > divider;
        for (var place = from; place < to; place++)
        {
            var line = Line(entries.At(place), startsGroup: false, time);
            var date = DateOnly.FromDateTime(line.At.Date);
            var isNewDay = above is null || DateOnly.FromDateTime(above.At.Date) != date;
            if (isNewDay)
                yield return new TimelineItem.Day(date, words.Day(date, DateOnly.FromDateTime(time.GetLocalNow().Date)), line.Entry.Id);
            var isFirstUnread = !isRead && line.Entry.Offset > divider;
            if (isFirstUnread) yield return new TimelineItem.Unread();
            isRead |= isFirstUnread;
            yield return above = line with { StartsGroup = isNewDay || isFirstUnread || !Continues(above!, line) };
        }
    }

    private static TimelineItem.Line Line(MessageEntry entry, bool startsGroup, TimeProvider time) =>
        new(entry, TimeZoneInfo.ConvertTime(entry.Timestamp, time.LocalTimeZone), startsGroup);

    private static bool Continues(TimelineItem.Line above, TimelineItem.Line line) =>
        above.Entry.User.Id == line.Entry.User.Id && above.Entry.ToEveryone == line.Entry.ToEveryone && line.At - above.At < GroupSpan;
}
