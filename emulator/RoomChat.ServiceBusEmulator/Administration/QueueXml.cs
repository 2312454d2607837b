using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Queues as <c>QueueDescription</c> elements.</summary>
internal static class QueueXml
{
    public const string ElementName = "QueueDescription";

    /// <param name="xml">The element in the request.</param>
    /// <param name="before">Supplies the settings that the request leaves out.</param>
    /// <exception cref="EntityException">A value cannot be read.</exception>
    public static QueueDescription Read(XElement xml, QueueDescription before)
    {
        var fields = new DescriptionFields(xml);
        return before with
        {
            LockDuration = fields.Duration("LockDuration", before.LockDuration),
            MaxSizeInMegabytes = fields.Number("MaxSizeInMegabytes", before.MaxSizeInMegabytes),
            RequiresDuplicateDetection = fields.Flag("RequiresDuplicateDetection", before.RequiresDuplicateDetection),
            RequiresSession = fields.Flag("RequiresSession", before.RequiresSession),
            DefaultMessageTimeToLive = fields.Duration("DefaultMessageTimeToLive", before.DefaultMessageTimeToLive),
            DeadLetteringOnMessageExpiration = fields.Flag("DeadLetteringOnMessageExpiration", before.DeadLetteringOnMessageExpiration),
            DuplicateDetectionHistoryTimeWindow = fields.Duration(
                "DuplicateDetectionHistoryTimeWindow", before.DuplicateDetectionHistoryTimeWindow),
            MaxDeliveryCount = fields.Number("MaxDeliveryCount", before.MaxDeliveryCount),
            EnableBatchedOperations = fields.Flag("EnableBatchedOperations", before.EnableBatchedOperations),
            AuthorizationRules = fields.Xml("AuthorizationRules"),
            Status = fields.Status(),
            ForwardTo = fields.Target("ForwardTo"),
            UserMetadata = fields.Text("UserMetadata"),
            AutoDeleteOnIdle = fields.Duration("AutoDeleteOnIdle", before.AutoDeleteOnIdle),
            EnablePartitioning = fields.Flag("EnablePartitioning", before.EnablePartitioning),
            ForwardDeadLetteredMessagesTo = fields.Target("ForwardDeadLetteredMessagesTo"),
            EnableExpress = fields.Flag("EnableExpress", before.EnableExpress),
            MaxMessageSizeInKilobytes = fields.LongNumber("MaxMessageSizeInKilobytes", before.MaxMessageSizeInKilobytes),
        };
    }

    /// <param name="queue">The queue.</param>
    /// <param name="host">Host and port of the namespace, as the client addresses it.</param>
    public static XElement Write(Queue queue, string host)
    {
        var description = queue.Description;
        var counts = queue.Counts;
        return new DescriptionElement(ElementName)
            .Add("LockDuration", description.LockDuration)
            .Add("MaxSizeInMegabytes", description.MaxSizeInMegabytes)
            .Add("RequiresDuplicateDetection", description.RequiresDuplicateDetection)
            .Add("RequiresSession", description.RequiresSession)
            .Add("DefaultMessageTimeToLive", description.DefaultMessageTimeToLive)
            .Add("DeadLetteringOnMessageExpiration", description.DeadLetteringOnMessageExpiration)
            .Add("DuplicateDetectionHistoryTimeWindow", description.DuplicateDetectionHistoryTimeWindow)
            .Add("MaxDeliveryCount", description.MaxDeliveryCount)
            .Add("EnableBatchedOperations", description.EnableBatchedOperations)
            .Add("SizeInBytes", counts.Size)
            .Add("MessageCount", counts.Total)
            .Add("IsAnonymousAccessible", value: false)
            .AddXml("AuthorizationRules", description.AuthorizationRules)
            .Add("Status", description.Status)
            .AddTarget("ForwardTo", description.ForwardTo, host)
            .AddIfAny("UserMetadata", description.UserMetadata)
            .AddTimes(queue.Life)
            .Add("SupportOrdering", value: true)
            .AddCounts(counts)
            .Add("AutoDeleteOnIdle", description.AutoDeleteOnIdle)
            .Add("EnablePartitioning", description.EnablePartitioning)
            .AddTarget("ForwardDeadLetteredMessagesTo", description.ForwardDeadLetteredMessagesTo, host)
            .Add("EntityAvailabilityStatus", "Available")
            .Add("EnableExpress", description.EnableExpress)
            .Add("MaxMessageSizeInKilobytes", description.MaxMessageSizeInKilobytes)
            .Xml;
    }
}
