using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>
/// The broker's counts, summed over the existing entities: removing an entity removes its counts. Service Bus would count the same.
/// </summary>
/// <param name="Sent">Messages sent to topics.</param>
/// <param name="RuleEvaluations">See <see cref="Topic.RuleEvaluations"/>.</param>
/// <param name="Delivered">Messages delivered to receivers, repetitions included.</param>
/// <param name="Completed">Messages received for good.</param>
/// <param name="ManagementCalls">See <see cref="Telemetry.ManagementCalls"/>.</param>
/// <param name="Topics">The number of topics now.</param>
/// <param name="Subscriptions">The number of subscriptions of all topics now.</param>
/// <param name="Rules">The number of rules of all topics now.</param>
internal sealed record BrokerTotals(
    long Sent, long RuleEvaluations, long Delivered, long Completed, long ManagementCalls, int Topics, int Subscriptions, int Rules)
{
    public static BrokerTotals Of(ServiceBusNamespace entities, ManagementCalls calls)
    {
        var topics = entities.Entities.OfType<Topic>().ToList();
        var queues = entities.Sources.Select(static queue => queue.Activity).ToList();
        return new BrokerTotals(
            topics.Sum(static topic => topic.FannedOut),
            topics.Sum(static topic => topic.RuleEvaluations),
            queues.Sum(static activity => activity.Delivered),
            queues.Sum(static activity => activity.Completed),
            calls.Count,
            topics.Count,
            topics.Sum(static topic => topic.Subscriptions.Count),
            topics.Sum(static topic => topic.RuleCount));
    }
}
