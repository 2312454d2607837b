using FsCheck.Xunit;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Tests.Client;

public sealed class RoomCursorTests
{
    [Fact]
    public void Message_before_the_first_answer_is_dropped() => Assert.Equal(RoomCursor.Verdict.Drop, new RoomCursor(start: null).Judge(1));

    [Fact]
    public void Position_moves_with_deliveries_only()
    {
        var cursor = new RoomCursor(new RoomPosition(3, "e"));
        Assert.True(cursor.Answered(new RoomPosition(9, "e"), recovered: true));
        Assert.Equal(3, cursor.Position!.Offset);
    }

    [Fact]
    public void Answer_behind_the_client_is_a_loss_even_if_recovered()
    {
        var cursor = new RoomCursor(new RoomPosition(3, "e"));
        Assert.False(cursor.Answered(new RoomPosition(2, "e"), recovered: true));
        Assert.Equal(2, cursor.Position!.Offset);
    }

    [Fact]
    public void Answer_at_the_same_position_is_no_loss()
    {
        var cursor = new RoomCursor(new RoomPosition(3, "e"));
        Assert.True(cursor.Answered(new RoomPosition(3, "e"), recovered: false));
    }

    /// <summary>The server repeats, skips and reorders messages, and answers joins correctly.</summary>
    [Property]
    public bool Messages_are_delivered_once_in_order_and_without_gaps(byte[] arrivals)
    {
        const int LogLength = 256;
        var cursor = new RoomCursor(start: null);
        cursor.Answered(new RoomPosition(0, "e"), recovered: false);
        var delivered = new List<long>();
        foreach (var offset in arrivals.Select(arrival => arrival + 1L))
        {
            if (Take(offset) != RoomCursor.Verdict.Gap) continue;
            cursor.Await();
            Take(offset);   // sent before the join was read; not delivered
            cursor.Answered(new RoomPosition(LogLength, "e"), recovered: true);
            for (var missed = cursor.Position!.Offset + 1; missed <= offset; missed++) Take(missed);
        }

        return delivered.SequenceEqual(Enumerable.Range(1, delivered.Count).Select(offset => (long)offset))
            && delivered.Count == (arrivals.Length == 0 ? 0 : arrivals.Max() + 1);

        RoomCursor.Verdict Take(long offset)
        {
            var verdict = cursor.Judge(offset);
            if (verdict != RoomCursor.Verdict.Deliver) return verdict;
            cursor.Advance(offset);
            delivered.Add(offset);
            return verdict;
        }
    }
}
