using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class IdleEntitiesTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusNamespace _entities;
    private readonly IdleEntities _idle;

    public IdleEntitiesTests()
    {
        _entities = new ServiceBusNamespace(_time);
        _idle = new IdleEntities(_entities, _time, NullLogger<IdleEntities>.Instance);
    }

    public void Dispose()
    {
        _idle.Dispose();
        _entities.Dispose();
    }

    [Fact]
    public void Unused_queue_is_deleted_after_its_idle_timeout()
    {
        _time.Advance(TimeSpan.FromSeconds(7));
        var queue = _entities.Create(new QueueDescription("q") { AutoDeleteOnIdle = Idle });
        _entities.Create(new QueueDescription("for-ever"));

        _time.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.True(Exists(queue));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Exists(queue));

        _time.Advance(TimeSpan.FromDays(30));
        Assert.Equal("for-ever", Assert.Single(_entities.Entities).Path.Name);
    }

    [Fact]
    public void Send_and_update_restart_the_idle_timeout()
    {
        var queue = _entities.Create(new QueueDescription("q") { AutoDeleteOnIdle = Idle });

        _time.Advance(TimeSpan.FromMinutes(4));
        queue.Send([Sample.Message("1")]);
        _time.Advance(TimeSpan.FromMinutes(4));
        _entities.Update(queue.Description with { UserMetadata = "changed" });
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.True(Exists(queue));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(Exists(queue));
    }

    [Fact]
    public void Attached_receiver_keeps_an_idle_subscription_but_messages_do_not()
    {
        var topic = _entities.Create(new TopicDescription("t"));
        var subscription = _entities.Create(new SubscriptionDescription("t", "s") { AutoDeleteOnIdle = Idle });
        var receiver = new Receiver();
        subscription.Life.Attach(receiver);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(Exists(subscription));
        subscription.Life.Detach(receiver);
        _time.Advance(TimeSpan.FromMinutes(4));
        topic.Send([Sample.Message("1")]);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(Exists(subscription));
        Assert.Empty(topic.Subscriptions);
    }

    [Fact]
    public void New_rule_restarts_idle_timeout_of_subscription_and_topic()
    {
        var topic = _entities.Create(new TopicDescription("t") { AutoDeleteOnIdle = Idle });
        var subscription = _entities.Create(new SubscriptionDescription("t", "s") { AutoDeleteOnIdle = TimeSpan.FromMinutes(6) });

        _time.Advance(TimeSpan.FromMinutes(4));
        subscription.TryAddRule(new SubscriptionRule("r", new SqlFilter("a = 1")));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.True(Exists(topic));
        Assert.True(Exists(subscription));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_entities.Entities);
    }

    [Fact]
    public void Scheduled_message_keeps_its_idle_queue()
    {
        var queue = _entities.Create(new QueueDescription("q") { AutoDeleteOnIdle = Idle });
        queue.Schedule([Sample.Message("1") with { ScheduledEnqueueTime = _time.GetUtcNow() + TimeSpan.FromHours(1) }]);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(Exists(queue));
    }

    private bool Exists(IEntity entity) => _entities.TryGetEntity(entity.Path, out _);

    private sealed class Receiver : IAttachment
    {
        public AttachmentKind Kind => AttachmentKind.Receiver;

        public void Detach(DetachReason reason) => throw new InvalidOperationException("Nobody should send it away.");
    }
}
