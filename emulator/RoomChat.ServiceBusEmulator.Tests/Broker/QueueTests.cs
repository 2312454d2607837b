using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class QueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_queue_with_sessions_takes_all_messages_or_none_when_one_has_no_session()
    {
        using var queue = new Queue(new QueueDescription("q") { RequiresSession = true }, _time);

        Assert.Equal(SendOutcome.SessionIdMissing, queue.Send([Sample.Message("1", "a"), Sample.Message("2")]));
        Assert.Null(queue.Schedule([Sample.Message("3")]));

        Assert.Equal(0, queue.Messages.Activity.Kept);
    }

    [Fact]
    public void Peeking_shows_what_is_scheduled_among_the_rest()
    {
        using var queue = new Queue(new QueueDescription("q"), _time);
        queue.Send([Sample.Message("1")]);
        var number = Assert.Single(queue.Schedule([Sample.Message("2") with { ScheduledEnqueueTime = _time.GetUtcNow() + TimeSpan.FromHours(1) }])!);
        queue.Send([Sample.Message("3")]);

        var seen = queue.Peek(0, 10, sessionId: null);

        Assert.Equal(["1", "2", "3"], seen.Select(message => message.Message.MessageId));
        Assert.Equal((number, MessageState.Scheduled), (seen[1].SequenceNumber, seen[1].State));
        Assert.Equal(["1", "3"], queue.Messages.ReceiveAll());
    }

    [Fact]
    public void Peeking_in_a_session_finds_what_is_scheduled_behind_other_sessions()
    {
        using var queue = new Queue(new QueueDescription("q") { RequiresSession = true }, _time);
        var due = _time.GetUtcNow() + TimeSpan.FromHours(1);
        foreach (var session in (string[])["a", "a", "a", "b"])
            queue.Schedule([Sample.Message(session, session) with { ScheduledEnqueueTime = due }]);

        Assert.Equal("b", Assert.Single(queue.Peek(0, 2, sessionId: "b")).Message.MessageId);
    }

    [Fact]
    public void A_schedule_in_the_past_is_now()
    {
        using var queue = new Queue(new QueueDescription("q"), _time);

        queue.Send([Sample.Message("1") with { ScheduledEnqueueTime = _time.GetUtcNow() - TimeSpan.FromHours(1) }]);

        Assert.Equal(["1"], queue.Messages.ReceiveAll());
    }
}
