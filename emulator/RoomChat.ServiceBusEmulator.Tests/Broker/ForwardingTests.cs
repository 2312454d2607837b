using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class ForwardingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusNamespace _entities;

    public ForwardingTests() => _entities = new ServiceBusNamespace(_time);

    public void Dispose() => _entities.Dispose();

    [Fact]
    public async Task Forwarded_messages_keep_order_and_original_sequence_number()
    {
        var target = Queue("target");
        var source = Queue("source", forwardTo: "target");
        target.Send([Sample.Message("direct")]);

        source.Send([.. Enumerable.Range(1, 200).Select(number => Sample.Message($"{number}"))]);

        await Has(target, 201);
        var received = target.Messages.Peek(0, 300, sessionId: null).Skip(1).ToList();
        Assert.Equal(Enumerable.Range(1, 200).Select(number => $"{number}"), received.Select(message => message.Message.MessageId));
        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), received.Select(message => message.EnqueuedSequenceNumber));
        Assert.Equal(2, received[0].SequenceNumber);
        Assert.Equal(0, source.Counts.Total);
    }

    [Fact]
    public async Task Forwarding_can_be_turned_on_and_off()
    {
        var target = Queue("target");
        var source = Queue("source");
        source.Send([Sample.Message("1"), Sample.Message("2")]);

        _entities.Update(source.Description with { ForwardTo = "target" });
        await Has(target, 2);
        _entities.Update(source.Description with { ForwardTo = null });
        source.Send([Sample.Message("3")]);

        Assert.Equal(["3"], source.Messages.ReceiveAll());
        Assert.Equal(["1", "2"], target.Messages.ReceiveAll());
    }

    [Fact]
    public async Task Subscription_forwards_with_the_sequence_number_of_the_topic()
    {
        var target = Queue("target");
        var topic = _entities.Create(new TopicDescription("topic"));
        _entities.Create(new SubscriptionDescription("topic", "s") { ForwardTo = "target" });

        topic.Send([Sample.Message("1"), Sample.Message("2")]);

        await Has(target, 2);
        Assert.Equal([1, 2], target.Messages.Peek(0, 9, sessionId: null).Select(message => message.EnqueuedSequenceNumber));
    }

    [Fact]
    public async Task Forwarding_stops_after_four_hops()
    {
        Queue("q5");
        for (var number = 4; number >= 0; number--) Queue($"q{number}", forwardTo: $"q{number + 1}");

        _entities.GetQueue("q0").Send([Sample.Message("1")]);

        var last = _entities.GetQueue("q4");
        await Eventually.Holds(() => last.Counts.TransferDeadLettered == 1, "the message is stuck after four hops");
        var letter = last.TransferDeadLetters.ReceiveOne();
        Assert.Equal("MaxTransferHopCountExceeded", letter.Message.Properties[DeadLetter.ReasonProperty]);
        Assert.Equal("q4", letter.DeadLetterSource);
        Assert.Equal(0, _entities.GetQueue("q5").Counts.Total);
    }

    [Fact]
    public async Task Forwarding_circle_ends_after_four_hops()
    {
        var one = Queue("one");
        Queue("two", forwardTo: "one");
        _entities.Update(one.Description with { ForwardTo = "two" });

        one.Send([Sample.Message("1")]);

        await Eventually.Holds(() => one.Counts.TransferDeadLettered == 1, "the message leaves the circle");
    }

    [Fact]
    public async Task Forwarded_dead_letter_has_its_reason_and_source()
    {
        var graveyard = Queue("graveyard");
        var source = _entities.Create(new QueueDescription("source") { ForwardDeadLetteredMessagesTo = "graveyard" });
        source.Send([Sample.Message("1")]);

        source.Messages.Settle(
            source.Messages.ReceiveOne().LockToken!.Value, new Settlement.DeadLetter
            {
                Changes = DeadLetter.Because("broken", "it was broken")
            });

        await Has(graveyard, 1);
        var letter = graveyard.Messages.ReceiveOne();
        Assert.Equal("broken", letter.Message.Properties[DeadLetter.ReasonProperty]);
        Assert.Equal("source", letter.DeadLetterSource);
        Assert.Equal(0, source.Counts.DeadLettered);
    }

    [Theory]
    [InlineData(true, "MessagingEntityNotFound")]
    [InlineData(false, "MessagingEntityDisabled")]
    public async Task Message_for_missing_or_disabled_target_becomes_transfer_dead_letter(bool isGone, string reason)
    {
        var target = Queue("target");
        var source = Queue("source", forwardTo: "target");
        if (isGone) _entities.Delete(target.Path);
        else _entities.Update(target.Description with { Status = EntityStatus.SendDisabled });

        source.Send([Sample.Message("1")]);

        await Eventually.Holds(() => source.Counts.TransferDeadLettered == 1, "the message is a transfer dead letter");
        Assert.Equal(reason, source.TransferDeadLetters.ReceiveOne().Message.Properties[DeadLetter.ReasonProperty]);
    }

    [Fact]
    public async Task Message_without_session_is_not_forwarded_to_session_queue()
    {
        var target = _entities.Create(new QueueDescription("target") { RequiresSession = true });
        var source = Queue("source", forwardTo: "target");

        source.Send([Sample.Message("1", "a"), Sample.Message("2")]);

        await Eventually.Holds(() => source.Counts.TransferDeadLettered == 1, "the message without a session is a transfer dead letter");
        Assert.Equal(["1"], target.Messages.ReceiveAll(target.Messages.AcceptSession("a")));
    }

    [Fact]
    public void Forwarding_target_must_exist_and_differ_from_the_source()
    {
        Assert.Equal(EntityFault.Invalid, Assert.Throws<EntityException>(() => Queue("source", forwardTo: "nowhere")).Fault);
        Queue("q");
        Assert.Equal(
            EntityFault.Invalid,
            Assert.Throws<EntityException>(() => _entities.Update(new QueueDescription("q") { ForwardTo = "Q" })).Fault);
        Assert.Equal(EntityFault.Invalid, Assert.Throws<EntityException>(
            () => _entities.Create(new QueueDescription("s") { RequiresSession = true, ForwardTo = "q" })).Fault);
    }

    private Queue Queue(string name, string? forwardTo = null) => _entities.Create(new QueueDescription(name) { ForwardTo = forwardTo });

    private static Task Has(Queue queue, int count) =>
        Eventually.Holds(() => queue.Counts.Active == count, $"'{queue.Path}' has {count} messages");
}
