using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Tests.Benchmarks.FanOut.Load;

public sealed class DeliveryLedgerTests
{
    private readonly DeliveryLedger _ledger = new(connections: 2);

    [Fact]
    public void Everything_once_and_in_order_is_without_fault()
    {
        Record(0, 0, 1, 2);
        Record(1, 0, 1, 2);
        Assert.Equal(6, _ledger.Delivered);
        Assert.Empty(_ledger.FaultsAgainst(expected: 6));
    }

    [Fact]
    public void Dropped_last_message_is_missing()
    {
        Record(0, 0, 1, 2);
        Record(1, 0, 1);
        Assert.Equal(["1 missing"], _ledger.FaultsAgainst(expected: 6));
    }

    [Fact]
    public void A_message_dropped_in_the_middle_is_missing_and_overtaken()
    {
        Record(0, 0, 2);
        Assert.Equal(["1 missing", "1 overtaken by later ones"], _ledger.FaultsAgainst(expected: 3));
    }

    [Fact]
    public void A_message_that_comes_twice_is_no_delivery()
    {
        Record(0, 0, 1, 1);
        Assert.Equal(["1 missing", "1 repeated or late"], _ledger.FaultsAgainst(expected: 3));
    }

    [Fact]
    public void Messages_out_of_order_are_found()
    {
        Record(0, 1, 0);
        Assert.Equal(["1 missing", "1 overtaken by later ones", "1 repeated or late"], _ledger.FaultsAgainst(expected: 2));
    }

    [Fact]
    public void More_than_was_published_is_a_fault()
    {
        Record(0, 0, 1);
        Assert.Equal(["1 that nobody published"], _ledger.FaultsAgainst(expected: 1));
    }

    [Fact]
    public void Latencies_of_the_warm_up_do_not_count()
    {
        Record(0, 0, 1);
        _ledger.BeginMeasuring();
        Record(0, 2);
        Assert.Equal(1, _ledger.Latencies.Count);
        Assert.Empty(_ledger.FaultsAgainst(expected: 3));
    }

    private void Record(int connection, params long[] numbers)
    {
        foreach (var number in numbers) _ledger.Record(connection, number, latency: 1);
    }
}
