using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class EntityRecoveryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly DurableBroker _broker;

    public EntityRecoveryTests() => _broker = new DurableBroker(_time);

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task Entities_survive_with_their_last_description()
    {
        _broker.Entities.Create(new QueueDescription("kept") { MaxDeliveryCount = 3 });
        _broker.Entities.Update(new QueueDescription("KEPT") { MaxDeliveryCount = 4 });
        _broker.Entities.Create(new TopicDescription("t"));
        _broker.Entities.Create(new SubscriptionDescription("t", "s"));
        _broker.Entities.Create(new QueueDescription("gone"));
        await _broker.SendAsync("gone", Sample.Message("1"));
        _broker.Entities.Delete(EntityPath.Of("gone"));
        _broker.Entities.Delete(EntityPath.Of("t"));
        await _broker.SafeAsync();

        using var after = _broker.Crash();

        Assert.Equal(new QueueDescription("kept") { MaxDeliveryCount = 4 }, after.Entities.GetQueue("kept").Description);
        Assert.Equal("kept", Assert.Single(after.Entities.Entities).Path.Name);
        after.Entities.Create(new QueueDescription("gone")).Messages.AssertEmpty();
    }

    [Fact]
    public async Task Late_write_to_deleted_entity_does_not_stop_the_start()
    {
        var queue = _broker.Entities.Create(new QueueDescription("q"));
        _broker.Entities.Delete(queue.Path);
        queue.Messages.Enqueue(Sample.Message("too late"));
        queue.Messages.SetSessionState("s", new ReadOnlyMemory<byte>([1]));
        _broker.Entities.Create(new QueueDescription("q"));
        await _broker.SendAsync("q", Sample.Message("1"));

        using var after = _broker.Crash();

        Assert.Equal(["1"], after.Queue("q").ReceiveAll());
    }

    [Fact]
    public async Task Forwarded_message_is_stored_once_and_keeps_its_hops()
    {
        var end = _broker.Entities.Create(new QueueDescription("end"));
        _broker.Entities.Create(new QueueDescription("middle") { ForwardTo = "end" });
        _broker.Entities.Create(new QueueDescription("start") { ForwardTo = "middle" });
        await _broker.SendAsync("start", [.. Enumerable.Range(1, 50).Select(number => Sample.Message($"{number}"))]);
        await Eventually.Holds(() => end.Counts.Active == 50, "all messages have arrived");

        using var after = _broker.Crash();

        Assert.Equal((0, 0), (after.Entities.GetQueue("start").Counts.Total, after.Entities.GetQueue("middle").Counts.Total));
        var arrived = after.Queue("end").Peek(0, 100, sessionId: null);
        Assert.Equal(
            Enumerable.Range(1, 50).Select(number => ($"{number}", (long)number)),
            arrived.Select(message => (message.Message.MessageId, message.EnqueuedSequenceNumber)));
        Assert.All(arrived, message => Assert.Equal(2, message.Message.Annotations["x-opt-forward-hops"]));
    }

    [Fact]
    public async Task Waiting_message_is_forwarded_after_a_crash()
    {
        _broker.Entities.Create(new QueueDescription("end"));
        var start = _broker.Entities.Create(new QueueDescription("start"));
        await _broker.SendAsync("start", Sample.Message("1"), Sample.Message("2"));
        var held = start.Messages.ReceiveOne();
        _broker.Entities.Update(start.Description with { ForwardTo = "end" });
        await Eventually.Holds(() => start.Counts.Transfer == 1, "only the locked message is left");
        await _broker.SafeAsync();

        using var after = _broker.Crash();

        Assert.Equal("1", held.Message.MessageId);
        await Eventually.Holds(() => after.Entities.GetQueue("end").Counts.Active == 2, "the message that was locked has gone on");
        Assert.Equal(["2", "1"], after.Queue("end").ReceiveAll());
    }
}
