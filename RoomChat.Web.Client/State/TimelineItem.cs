namespace RoomChat.Web.Client.State;

/// <summary>One line of a room's list.</summary>
public abstract record TimelineItem
{
    private TimelineItem() { }

    /// <summary>The messages below were said on this day of the user's calendar.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Label">How it is called.</param>
    /// <param name="Before">Id of the first message below. A day may come twice, since clocks differ.</param>
    public sealed record Day(DateOnly Date, string Label, string Before) : TimelineItem;

    /// <summary>The messages below were not read.</summary>
    public sealed record Unread : TimelineItem;

    /// <summary>A message.</summary>
    /// <param name="Entry">The message.</param>
    /// <param name="At">When, on the user's clock.</param>
    /// <param name="StartsGroup">Whether name and time are shown, because another author or a while lies between this and the one
    /// above.</param>
    public sealed record Line(MessageEntry Entry, DateTimeOffset At, bool StartsGroup) : TimelineItem;
}
