using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>
/// What the broker has done, summed over the entities that there are: a removed one takes its share along. What Service Bus would count.
/// </summary>
/// <param name="Sent">Messages sent to topics.</param>
/// <param name="RuleEvaluations">See <see cref="Topic.RuleEvaluations"/>.</param>
/// <param name="Delivered">Messages delivered to receivers, repetitions included.</param>
/// <param name="Completed">Messages received for good.</param>
/// <param name="ManagementCalls">See <see cref="Telemetry.ManagementCalls"/>.</param>
/// <param name="Topics">How many there are now.</param>
/// <param name="Subscriptions">How many there are now, in all topics.</param>
/// <param name="Rules">How many there are now, in all topics.</param>
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
