using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.Tests.Offline.ServiceBus;

public sealed class ModelFactoryTests
{
    [Fact]
    public void Entities_for_tests_have_the_values_given_and_else_those_of_new_ones()
    {
        var queue = ServiceBusModelFactory.QueueProperties("q", lockDuration: TimeSpan.FromSeconds(7), status: EntityStatus.Disabled);
        Assert.Equal(("q", TimeSpan.FromSeconds(7), 10, EntityStatus.Disabled), (queue.Name, queue.LockDuration, queue.MaxDeliveryCount, queue.Status));
        Assert.True(ServiceBusModelFactory.TopicProperties("t", requiresDuplicateDetection: true).RequiresDuplicateDetection);
        Assert.Equal(3, ServiceBusModelFactory.SubscriptionProperties("t", "s", maxDeliveryCount: 3).MaxDeliveryCount);
        Assert.Equal(new TrueRuleFilter(), ServiceBusModelFactory.RuleProperties("r").Filter);
        Assert.Equal(3, ServiceBusModelFactory.QueueRuntimeProperties("q", activeMessageCount: 1, deadLetterMessageCount: 3).DeadLetterMessageCount);
    }

    [Fact]
    public void A_batch_for_tests_keeps_what_its_callback_lets_in()
    {
        var store = new List<ServiceBusMessage>();
        using var batch = ServiceBusModelFactory.ServiceBusMessageBatch(500, store, tryAddCallback: message => message.Subject != "no");
        Assert.True(batch.TryAddMessage(new("x")));
        Assert.False(batch.TryAddMessage(new("y") { Subject = "no" }));
        Assert.Equal((1, 500), (batch.Count, batch.SizeInBytes));
        Assert.Equal("x", Assert.Single(store).Body.ToString());
    }

    [Fact]
    public async Task Clients_can_be_derived_for_tests()
    {
        var sender = new RecordingSender();
        await SendAsync(sender);
        Assert.Equal("x", Assert.Single(sender.Sent));

        static Task SendAsync(ServiceBusSender sender) => sender.SendMessageAsync(new("x"), TestContext.Current.CancellationToken);
    }

    private sealed class RecordingSender : ServiceBusSender
    {
        public List<string> Sent { get; } = [];

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            Sent.Add(message.Body.ToString());
            return Task.CompletedTask;
        }
    }
}
