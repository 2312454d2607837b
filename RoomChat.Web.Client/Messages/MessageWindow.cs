using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Messages;

/// <summary>
/// The part of a room's messages that is in the document. It grows in the scroll direction and shrinks at the other side, so that the cost
/// does not depend on the length of the room. Places are those of <see cref="RoomEntries"/>.
/// </summary>
internal sealed class MessageWindow
{
    /// <summary>Maximum number of messages in the document.</summary>
    internal const int Most = 160;

    private const int Beginning = 60;
    private const int Step = 40;

    /// <summary>Place of the first message.</summary>
    public int From { get; private set; }

    /// <summary>The place after the last message.</summary>
    public int To { get; private set; }

    /// <summary>Whether the window has the newest message. Then it also takes the next one.</summary>
    public bool HasEnd { get; private set; } = true;

    /// <summary>Adjusts the window to messages that were added, removed or loaded.</summary>
    public void Follow(RoomEntries entries, bool isEndInSight)
    {
        if (!HasEnd)
        {
            (From, To) = (Within(From, entries), Within(To, entries));
            HasEnd = To == entries.End;
            // The shown messages are gone: the log has a new epoch.
            if (From == To) ToEnd(entries);
            return;
        }

        if (From == To || From < entries.First || From >= entries.End) From = Math.Max(entries.First, entries.End - Beginning);
        // History was loaded into a window that shows only a few newest messages.
        if (entries.End - From < Beginning) From = Math.Max(entries.First, entries.End - Beginning);
        To = entries.End;
        if (To - From <= Most) return;
        if (isEndInSight) From = To - Beginning;
        else (To, HasEnd) = (From + Most, false);
    }

    /// <summary>Shows earlier messages; false when there are none.</summary>
    public bool Up(RoomEntries entries)
    {
        if (From <= entries.First) return false;
        From = Math.Max(entries.First, From - Step);
        if (To - From > Most) (To, HasEnd) = (From + Most, false);
        return true;
    }

    /// <summary>Shows later messages.</summary>
    public void Down(RoomEntries entries)
    {
        To = Math.Min(entries.End, To + Step);
        HasEnd = To == entries.End;
        From = Math.Max(From, To - Most);
    }

    /// <summary>Shows the messages around a place.</summary>
    public void Around(RoomEntries entries, int place)
    {
        From = Math.Max(entries.First, Within(place, entries) - (Beginning / 2));
        To = Math.Min(entries.End, From + Beginning);
        From = Math.Max(entries.First, To - Beginning);
        HasEnd = To == entries.End;
    }

    /// <summary>Shows the newest messages.</summary>
    public void ToEnd(RoomEntries entries) => Around(entries, entries.End);

    private static int Within(int place, RoomEntries entries) => Math.Clamp(place, entries.First, entries.End);
}
