using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class ServiceBusNamespaceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusNamespace _entities;

    public ServiceBusNamespaceTests() => _entities = new ServiceBusNamespace(_time);

    public void Dispose() => _entities.Dispose();

    [Fact]
    public void Names_ignore_case_and_keep_the_case_of_creation()
    {
        _entities.Create(new QueueDescription("Orders/New"));

        Assert.Equal("Orders/New", _entities.GetQueue("orders/NEW").Description.Name);
        Assert.Equal("Orders/New", _entities.Update(new QueueDescription("ORDERS/new")).Description.Name);
        Assert.Equal(
            EntityFault.AlreadyExists, Assert.Throws<EntityException>(() => _entities.Create(new TopicDescription("orders/new"))).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a b")]
    [InlineData("a?")]
    [InlineData("$system")]
    [InlineData("a/Subscriptions/b")]
    public void Name_that_is_not_a_valid_address_is_refused(string name) =>
        Assert.Equal(EntityFault.Invalid, Assert.Throws<EntityException>(() => _entities.Create(new QueueDescription(name))).Fault);

    [Fact]
    public void Names_above_the_length_limit_are_refused()
    {
        _entities.Create(new TopicDescription(new string('t', 260)));
        Assert.Throws<EntityException>(() => _entities.Create(new TopicDescription(new string('u', 261))));
        _entities.Create(new TopicDescription("topic"));
        _entities.Create(new SubscriptionDescription("topic", new string('s', 50)));
        Assert.Throws<EntityException>(() => _entities.Create(new SubscriptionDescription("topic", new string('r', 51))));
        Assert.Throws<EntityException>(() => _entities.Create(new SubscriptionDescription("topic", "a/b")));
    }

    [Fact]
    public void A_subscription_needs_its_topic() =>
        Assert.Equal(
            EntityFault.NotFound,
            Assert.Throws<EntityException>(() => _entities.Create(new SubscriptionDescription("nowhere", "s"))).Fault);

    [Fact]
    public void Change_of_a_fixed_setting_is_refused()
    {
        _entities.Create(new QueueDescription("q"));
        _entities.Create(new TopicDescription("t"));
        _entities.Create(new SubscriptionDescription("t", "s"));

        Assert.Contains(
            "RequiresSession",
            Unchangeable(() => _entities.Update(new QueueDescription("q") { RequiresSession = true })),
            StringComparison.Ordinal);
        Assert.Contains(
            "RequiresDuplicateDetection",
            Unchangeable(() => _entities.Update(new TopicDescription("t") { RequiresDuplicateDetection = true })),
            StringComparison.Ordinal);
        Assert.Contains(
            "EnablePartitioning",
            Unchangeable(() => _entities.Update(new QueueDescription("q") { EnablePartitioning = true })),
            StringComparison.Ordinal);
        Assert.Contains(
            "RequiresSession",
            Unchangeable(() => _entities.Update(new SubscriptionDescription("t", "s") { RequiresSession = true })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_bounds_are_refused_by_name()
    {
        Assert.Contains(
            "LockDuration",
            Refused(() => _entities.Create(new QueueDescription("q") { LockDuration = TimeSpan.FromMinutes(6) })),
            StringComparison.Ordinal);
        Assert.Contains(
            "MaxDeliveryCount",
            Refused(() => _entities.Create(new QueueDescription("q") { MaxDeliveryCount = 0 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "AutoDeleteOnIdle",
            Refused(() => _entities.Create(new TopicDescription("t") { AutoDeleteOnIdle = TimeSpan.FromMinutes(4) })),
            StringComparison.Ordinal);
        Assert.Contains(
            "DefaultMessageTimeToLive",
            Refused(() => _entities.Create(new TopicDescription("t") { DefaultMessageTimeToLive = TimeSpan.Zero })),
            StringComparison.Ordinal);
        Assert.Contains(
            "UserMetadata",
            Refused(() => _entities.Create(new QueueDescription("q") { UserMetadata = new string('x', 1025) })),
            StringComparison.Ordinal);
        Assert.Contains(
            "Status",
            Refused(() => _entities.Create(new TopicDescription("t") { Status = EntityStatus.ReceiveDisabled })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void New_settings_apply_to_later_messages()
    {
        var queue = _entities.Create(new QueueDescription("q"));
        _entities.Update(queue.Description with
        {
            LockDuration = TimeSpan.FromSeconds(30),
            MaxDeliveryCount = 1,
            DefaultMessageTimeToLive = TimeSpan.FromHours(1)
        });
        queue.Send([Sample.Message("1"), Sample.Message("2")]);

        var first = queue.Messages.ReceiveOne();
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(30), first.LockedUntil);
        queue.Messages.Settle(first.LockToken!.Value, new Settlement.Abandon());
        Assert.Equal(1, queue.Counts.DeadLettered);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, queue.Counts.Active);
    }

    [Fact]
    public void New_duplicate_window_applies_to_known_ids()
    {
        var queue = _entities.Create(new QueueDescription("q") { RequiresDuplicateDetection = true });
        queue.Send([Sample.Message("1")]);

        _entities.Update(queue.Description with { DuplicateDetectionHistoryTimeWindow = TimeSpan.FromSeconds(20) });
        queue.Send([Sample.Message("1")]);
        _time.Advance(TimeSpan.FromSeconds(20));
        queue.Send([Sample.Message("1")]);

        Assert.Equal(["1", "1"], queue.Messages.ReceiveAll());
    }

    [Fact]
    public void Topic_time_to_live_limits_its_subscriptions()
    {
        var topic = _entities.Create(new TopicDescription("t"));
        var subscription = _entities.Create(new SubscriptionDescription("t", "s"));
        _entities.Update(topic.Description with { DefaultMessageTimeToLive = TimeSpan.FromMinutes(1) });
        topic.Send([Sample.Message("1")]);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, subscription.Counts.Active);
    }

    [Fact]
    public void Deleting_a_topic_deletes_its_subscriptions()
    {
        var topic = _entities.Create(new TopicDescription("t"));
        var subscription = _entities.Create(new SubscriptionDescription("t", "s"));
        var receiver = new Attached(AttachmentKind.Receiver);
        subscription.Life.Attach(receiver);

        _entities.Delete(topic.Path);

        Assert.Equal(DetachReason.Deleted, receiver.Reason);
        Assert.Empty(_entities.Entities);
        Assert.Empty(_entities.Sources);
        Assert.Equal(SendOutcome.NotFound, topic.Send([Sample.Message("1")]));
        Assert.Equal(EntityFault.NotFound, Assert.Throws<EntityException>(() => _entities.Delete(topic.Path)).Fault);
    }

    [Fact]
    public void Recreated_queue_is_empty()
    {
        _entities.Create(new QueueDescription("q")).Send([Sample.Message("1")]);

        _entities.Delete(EntityPath.Of("Q"));

        _entities.Create(new QueueDescription("q")).Messages.AssertEmpty();
    }

    [Theory]
    [InlineData("Disabled", true, true)]
    [InlineData("SendDisabled", true, false)]
    [InlineData("ReceiveDisabled", false, true)]
    public void Status_detaches_senders_or_receivers_that_it_disables(string status, bool senderGoes, bool receiverGoes)
    {
        var queue = _entities.Create(new QueueDescription("q"));
        var (sender, receiver) = (new Attached(AttachmentKind.Sender), new Attached(AttachmentKind.Receiver));
        queue.Life.Attach(sender);
        queue.Life.Attach(receiver);

        _entities.Update(queue.Description with { Status = Enum.Parse<EntityStatus>(status) });

        Assert.Equal(senderGoes ? DetachReason.Disabled : null, sender.Reason);
        Assert.Equal(receiverGoes ? DetachReason.Disabled : null, receiver.Reason);
        Assert.Equal(senderGoes ? SendOutcome.Disabled : SendOutcome.Accepted, queue.Send([Sample.Message("1")]));
    }

    private static string Refused(Func<object> change) => MessageOf(EntityFault.Invalid, change);

    private static string Unchangeable(Func<object> change) => MessageOf(EntityFault.Unchangeable, change);

    private static string MessageOf(EntityFault fault, Func<object> change)
    {
        var exception = Assert.Throws<EntityException>(change);
        Assert.Equal(fault, exception.Fault);
        return exception.Message;
    }

    private sealed class Attached(AttachmentKind kind) : IAttachment
    {
        public AttachmentKind Kind => kind;

        public DetachReason? Reason { get; private set; }

        public void Detach(DetachReason reason) => Reason = reason;
    }
}
