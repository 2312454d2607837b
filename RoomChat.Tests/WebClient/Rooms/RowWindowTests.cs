using FsCheck;
using FsCheck.Xunit;
using RoomChat.Web.Client.Rooms;

namespace RoomChat.Tests.WebClient.Rooms;

public sealed class RowWindowTests
{
    [Property]
    public bool Rows_in_sight_are_shown_and_few_others(NonNegativeInt rows, NonNegativeInt first, PositiveInt count)
    {
        var (all, inSight) = (rows.Get * 50, Math.Min(count.Get, 60));
        var window = new RowWindow();
        window.See(Math.Min(first.Get, Math.Max(0, all - inSight)), inSight);
        var shown = window.Of(all);
        var (from, to) = (shown.Start.Value, shown.End.Value);
        return from >= 0 && to <= all && from <= to && to - from <= inSight + (4 * RowWindow.Around)
            && (first.Get + inSight > all || (from <= first.Get && to >= first.Get + inSight));
    }
}
