using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>What waits in the subscriptions of the topic.</summary>
public sealed class TopicState(ServiceBusAdministrationClient administration, IOptions<ServiceBusNames> names)
{
    /// <summary>Most subscriptions that are shown.</summary>
    private const int Most = 200;

    /// <summary>The topic's subscriptions by name, with what waits.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">Service Bus does not answer.</exception>
    public async Task<BrokerState> ReadAsync(CancellationToken ct)
    {
        var topic = names.Value.Topic;
        var found = await BrokerFailure.RevealAsync(
            async () => await administration.GetSubscriptionsRuntimePropertiesAsync(topic, ct).Take(Most).ToListAsync(ct), ct);
        return new BrokerState(
            topic,
            [
                .. found.OrderBy(one => one.SubscriptionName, StringComparer.Ordinal)
                    .Select(one => new BrokerSubscription(one.SubscriptionName, one.ActiveMessageCount, one.DeadLetterMessageCount)),
            ]);
    }

    /// <summary>Whether the topic has a subscription.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">Service Bus does not answer.</exception>
    public Task<bool> HasAsync(string subscription, CancellationToken ct) => BrokerFailure.RevealAsync(
        async () => (await administration.SubscriptionExistsAsync(names.Value.Topic, subscription, ct)).Value, ct);
}
