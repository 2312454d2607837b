namespace RoomChat.Web.Client.State;

/// <summary>One line of a room's list.</summary>
public abstract record TimelineItem
{
    private TimelineItem() { }

    /// <summary>The day of the messages below, in the user's time zone.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Label">Its label.</param>
    /// <param name="Before">Id of the first message below. It makes the key unique: a day may appear twice, because clocks differ.</param>
    public sealed record Day(DateOnly Date, string Label, string Before) : TimelineItem;

    /// <summary>The line before the unread messages.</summary>
    public sealed record Unread : TimelineItem;

    /// <summary>A message.</summary>
    /// <param name="Entry">The message.</param>
    /// <param name="At">Its time, in the user's time zone.</param>
    /// <param name="StartsGroup">Whether name and time are shown: the author differs from the message above, or some time has
    /// passed.</param>
    public sealed record Line(MessageEntry Entry, DateTimeOffset At, bool StartsGroup) : TimelineItem;
}
