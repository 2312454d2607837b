namespace RoomChat.Web.Client.Rooms;

/// <summary>The rows of a list that are in the document: the visible rows, and some around them.</summary>
internal sealed class RowWindow
{
    /// <summary>Number of rows kept on each side of the visible rows.</summary>
    internal const int Around = 20;

    /// <summary>Assumed number of visible rows, until the script has reported it.</summary>
    private const int UsualCount = 30;

    private int _first;
    private int _count = UsualCount;

    /// <summary>Increases when the window moves.</summary>
    public int Version { get; private set; }

    /// <summary>Takes the visible rows; true when the list must be rendered again.</summary>
    public bool See(int first, int count)
    {
        // At least half of the rows around are left, so no render is needed yet.
        if (Math.Abs(first - _first) < Around / 2 && count == _count) return false;
        (_first, _count) = (first, count);
        Version++;
        return true;
    }

    /// <summary>The range of rows to render.</summary>
    public Range Of(int rows)
    {
        var from = Math.Clamp(_first - Around, 0, Math.Max(0, rows - _count - Around));
        return from..Math.Min(rows, from + _count + (2 * Around));
    }
}
