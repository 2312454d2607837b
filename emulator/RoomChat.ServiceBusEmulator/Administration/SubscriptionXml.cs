using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Subscriptions as <c>SubscriptionDescription</c> elements.</summary>
internal static class SubscriptionXml
{
    public const string ElementName = "SubscriptionDescription";

    /// <param name="xml">The element in the request.</param>
    /// <param name="before">Supplies the settings that the request leaves out.</param>
    /// <exception cref="EntityException">A value cannot be read.</exception>
    public static SubscriptionDescription Read(XElement xml, SubscriptionDescription before)
    {
        var fields = new DescriptionFields(xml);
        return before with
        {
            LockDuration = fields.Duration("LockDuration", before.LockDuration),
            RequiresSession = fields.Flag("RequiresSession", before.RequiresSession),
            DefaultMessageTimeToLive = fields.Duration("DefaultMessageTimeToLive", before.DefaultMessageTimeToLive),
            DeadLetteringOnMessageExpiration = fields.Flag("DeadLetteringOnMessageExpiration", before.DeadLetteringOnMessageExpiration),
            DeadLetteringOnFilterEvaluationExceptions =
                fields.Flag("DeadLetteringOnFilterEvaluationExceptions", before.DeadLetteringOnFilterEvaluationExceptions),
            MaxDeliveryCount = fields.Number("MaxDeliveryCount", before.MaxDeliveryCount),
            EnableBatchedOperations = fields.Flag("EnableBatchedOperations", before.EnableBatchedOperations),
            Status = fields.Status(),
            ForwardTo = fields.Target("ForwardTo"),
            UserMetadata = fields.Text("UserMetadata"),
            ForwardDeadLetteredMessagesTo = fields.Target("ForwardDeadLetteredMessagesTo"),
            AutoDeleteOnIdle = fields.Duration("AutoDeleteOnIdle", before.AutoDeleteOnIdle),
        };
    }

    /// <param name="subscription">The subscription.</param>
    /// <param name="host">Host and port of the namespace, as the client addresses it.</param>
    public static XElement Write(Subscription subscription, string host)
    {
        var description = subscription.Description;
        var counts = subscription.Counts;
        return new DescriptionElement(ElementName)
            .Add("LockDuration", description.LockDuration)
            .Add("RequiresSession", description.RequiresSession)
            .Add("DefaultMessageTimeToLive", description.DefaultMessageTimeToLive)
            .Add("DeadLetteringOnMessageExpiration", description.DeadLetteringOnMessageExpiration)
            .Add("DeadLetteringOnFilterEvaluationExceptions", description.DeadLetteringOnFilterEvaluationExceptions)
            .Add("MessageCount", counts.Total)
            .Add("MaxDeliveryCount", description.MaxDeliveryCount)
            .Add("EnableBatchedOperations", description.EnableBatchedOperations)
            .Add("Status", description.Status)
            .AddTarget("ForwardTo", description.ForwardTo, host)
            .AddTimes(subscription.Life)
            .AddIfAny("UserMetadata", description.UserMetadata)
            .AddCounts(counts)
            .AddTarget("ForwardDeadLetteredMessagesTo", description.ForwardDeadLetteredMessagesTo, host)
            .Add("AutoDeleteOnIdle", description.AutoDeleteOnIdle)
            .Add("EntityAvailabilityStatus", "Available")
            .Xml;
    }
}
