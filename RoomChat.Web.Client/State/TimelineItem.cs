namespace RoomChat.Web.Client.State;

/// <summary>One line of a room's list.</summary>
public abstract record TimelineItem
{
    private TimelineItem() { }

    /// <summary>The messages below were said on this day of the user's calendar.</summary>
    public sealed record Day(DateOnly Date, string Label) : TimelineItem;

    /// <summary>A message.</summary>
    /// <param name="Entry">The message.</param>
    /// <param name="At">When, on the user's clock.</param>
    /// <param name="StartsGroup">Whether name and time are shown, because another author or a while lies between this and the one above.</param>
    public sealed record Line(MessageEntry Entry, DateTimeOffset At, bool StartsGroup) : TimelineItem;
}
