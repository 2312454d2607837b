namespace RoomChat.Web.Client.Rooms;

/// <summary>The rows of a list that are in the document: those in sight, and some around them.</summary>
internal sealed class RowWindow
{
    /// <summary>Rows before and behind those in sight.</summary>
    internal const int Around = 20;

    /// <summary>Until the browser has told.</summary>
    private const int UsualCount = 30;

    private int _first;
    private int _count = UsualCount;

    /// <summary>Rises when other rows are shown.</summary>
    public int Version { get; private set; }

    /// <summary>Takes notice of the rows in sight; whether other rows must be shown.</summary>
    public bool See(int first, int count)
    {
        // Half of the rows around are still there: too early to draw others.
        if (Math.Abs(first - _first) < Around / 2 && count == _count) return false;
        (_first, _count) = (first, count);
        Version++;
        return true;
    }

    /// <summary>The rows to show of a list.</summary>
    public Range Of(int rows)
    {
        var from = Math.Clamp(_first - Around, 0, Math.Max(0, rows - _count - Around));
        return from..Math.Min(rows, from + _count + (2 * Around));
    }
}
