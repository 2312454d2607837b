using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class QueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Session_queue_refuses_a_batch_with_a_sessionless_message()
    {
        using var queue = new Queue(new QueueDescription("q") { RequiresSession = true }, _time);

        Assert.Equal(SendOutcome.SessionIdMissing, queue.Send([Sample.Message("1", "a"), Sample.Message("2")]));
        Assert.Null(queue.Schedule([Sample.Message("3")]));

        Assert.Equal(0, queue.Messages.Activity.Kept);
    }

    [Fact]
    public void Peek_shows_scheduled_messages_in_order()
    {
        using var queue = new Queue(new QueueDescription("q"), _time);
        queue.Send([Sample.Message("1")]);
        var number = Assert.Single(
            queue.Schedule([Sample.Message("2") with { ScheduledEnqueueTime = _time.GetUtcNow() + TimeSpan.FromHours(1) }])!);
        queue.Send([Sample.Message("3")]);

        var seen = queue.Peek(0, 10, sessionId: null);

        Assert.Equal(["1", "2", "3"], seen.Select(message => message.Message.MessageId));
        Assert.Equal((number, MessageState.Scheduled), (seen[1].SequenceNumber, seen[1].State));
        Assert.Equal(["1", "3"], queue.Messages.ReceiveAll());
    }

    [Fact]
    public void Session_peek_finds_scheduled_messages_behind_other_sessions()
    {
        using var queue = new Queue(new QueueDescription("q") { RequiresSession = true }, _time);
        var due = _time.GetUtcNow() + TimeSpan.FromHours(1);
        foreach (var session in (string[])["a", "a", "a", "b"])
            queue.Schedule([Sample.Message(session, session) with { ScheduledEnqueueTime = due }]);

        Assert.Equal("b", Assert.Single(queue.Peek(0, 2, sessionId: "b")).Message.MessageId);
    }

    [Fact]
    public void Message_scheduled_in_the_past_is_received_at_once()
    {
        using var queue = new Queue(new QueueDescription("q"), _time);

        queue.Send([Sample.Message("1") with { ScheduledEnqueueTime = _time.GetUtcNow() - TimeSpan.FromHours(1) }]);

        Assert.Equal(["1"], queue.Messages.ReceiveAll());
    }
}
