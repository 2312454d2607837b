using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Topics as <c>TopicDescription</c> elements.</summary>
internal static class TopicXml
{
    public const string ElementName = "TopicDescription";

    /// <param name="xml">The element in the request.</param>
    /// <param name="before">Supplies the settings that the request leaves out.</param>
    /// <exception cref="EntityException">A value cannot be read.</exception>
    public static TopicDescription Read(XElement xml, TopicDescription before)
    {
        var fields = new DescriptionFields(xml);
        return before with
        {
            DefaultMessageTimeToLive = fields.Duration("DefaultMessageTimeToLive", before.DefaultMessageTimeToLive),
            MaxSizeInMegabytes = fields.Number("MaxSizeInMegabytes", before.MaxSizeInMegabytes),
            RequiresDuplicateDetection = fields.Flag("RequiresDuplicateDetection", before.RequiresDuplicateDetection),
            DuplicateDetectionHistoryTimeWindow = fields.Duration(
                "DuplicateDetectionHistoryTimeWindow", before.DuplicateDetectionHistoryTimeWindow),
            EnableBatchedOperations = fields.Flag("EnableBatchedOperations", before.EnableBatchedOperations),
            FilteringMessagesBeforePublishing = fields.Flag("FilteringMessagesBeforePublishing", before.FilteringMessagesBeforePublishing),
            AuthorizationRules = fields.Xml("AuthorizationRules"),
            Status = fields.Status(),
            UserMetadata = fields.Text("UserMetadata"),
            SupportOrdering = fields.Flag("SupportOrdering", before.SupportOrdering),
            AutoDeleteOnIdle = fields.Duration("AutoDeleteOnIdle", before.AutoDeleteOnIdle),
            EnablePartitioning = fields.Flag("EnablePartitioning", before.EnablePartitioning),
            EnableExpress = fields.Flag("EnableExpress", before.EnableExpress),
            MaxMessageSizeInKilobytes = fields.LongNumber("MaxMessageSizeInKilobytes", before.MaxMessageSizeInKilobytes),
        };
    }

    public static XElement Write(Topic topic)
    {
        var description = topic.Description;
        var counts = topic.Counts;
        return new DescriptionElement(ElementName)
            .Add("DefaultMessageTimeToLive", description.DefaultMessageTimeToLive)
            .Add("MaxSizeInMegabytes", description.MaxSizeInMegabytes)
            .Add("RequiresDuplicateDetection", description.RequiresDuplicateDetection)
            .Add("DuplicateDetectionHistoryTimeWindow", description.DuplicateDetectionHistoryTimeWindow)
            .Add("EnableBatchedOperations", description.EnableBatchedOperations)
            .Add("SizeInBytes", topic.Subscriptions.Sum(subscription => subscription.Counts.Size))
            .Add("FilteringMessagesBeforePublishing", description.FilteringMessagesBeforePublishing)
            .Add("IsAnonymousAccessible", value: false)
            .AddXml("AuthorizationRules", description.AuthorizationRules)
            .Add("Status", description.Status)
            .AddIfAny("UserMetadata", description.UserMetadata)
            .AddTimes(topic.Life)
            .Add("SupportOrdering", description.SupportOrdering)
            .AddCounts(counts)
            .Add("SubscriptionCount", topic.Subscriptions.Count)
            .Add("AutoDeleteOnIdle", description.AutoDeleteOnIdle)
            .Add("EnablePartitioning", description.EnablePartitioning)
            .Add("EnableSubscriptionPartitioning", value: false)
            .Add("EntityAvailabilityStatus", "Available")
            .Add("EnableExpress", description.EnableExpress)
            .Add("MaxMessageSizeInKilobytes", description.MaxMessageSizeInKilobytes)
            .Xml;
    }
}
