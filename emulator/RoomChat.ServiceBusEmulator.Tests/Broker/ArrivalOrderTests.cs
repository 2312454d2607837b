using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class ArrivalOrderTests
{
    private readonly ArrivalOrder _order = new(ArrivalKind.Ready, MessageOrder.BySequence);

    [Fact]
    public void Late_message_takes_its_place_in_the_order()
    {
        var messages = Enumerable.Range(1, 5).Select(number => Message(number)).ToList();
        foreach (var number in (int[])[2, 4, 1, 5, 3]) _order.Add(messages[number - 1]);
        Assert.Equal([1, 2, 3, 4, 5], TakeAll());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Removing_a_message_keeps_the_order_of_the_others(int gone)
    {
        var messages = Enumerable.Range(1, 3).Select(number => Message(number)).ToList();
        messages.ForEach(_order.Add);
        _order.Remove(messages[gone - 1]);
        _order.Remove(messages[gone - 1]);
        Assert.Equal(2, _order.Count);
        Assert.Equal(Enumerable.Range(1, 3).Where(number => number != gone).Select(number => (long)number), TakeAll());
    }

    [Fact]
    public void Random_changes_keep_the_order_of_a_sorted_set()
    {
        // A seed makes a failure repeatable.
#pragma warning disable CA5394
        var random = new Random(1);
        var expected = new SortedSet<StoredMessage>(MessageOrder.BySequence);
        var messages = Enumerable.Range(1, 50).Select(number => Message(number)).ToList();
        for (var step = 0; step < 5_000; step++)
        {
            var message = messages[random.Next(messages.Count)];
#pragma warning restore CA5394
            if (expected.Add(message))
            {
                _order.Add(message);
            }
            else
            {
                expected.Remove(message);
                _order.Remove(message);
            }

            Assert.Equal(expected.Count, _order.Count);
            Assert.Same(expected.Min, _order.Min);
        }
    }

    private List<long> TakeAll()
    {
        var numbers = new List<long>();
        while (_order.Min is { } first)
        {
            numbers.Add(first.SequenceNumber);
            _order.Remove(first);
        }

        return numbers;
    }

    private static StoredMessage Message(long number) => new()
    {
        SequenceNumber = number,
        EnqueuedSequenceNumber = number,
        EnqueuedTime = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.MaxValue,
        Lane = new Lane(sessionId: null),
        Journal = new EntityJournal(new MemoryOnly(), EntityPath.Of("q")),
    };
}
