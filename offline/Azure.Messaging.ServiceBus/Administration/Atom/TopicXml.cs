using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Topics as <c>TopicDescription</c>.</summary>
internal static class TopicXml
{
    public const string Name = "TopicDescription";

    public static TopicProperties Read(AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        var topic = new TopicProperties(entry.Title, entry.Description)
        {
            DefaultMessageTimeToLive = fields.Duration("DefaultMessageTimeToLive", TimeSpan.MaxValue),
            MaxSizeInMegabytes = fields.Number("MaxSizeInMegabytes", 1024),
            RequiresDuplicateDetection = fields.Flag("RequiresDuplicateDetection"),
            DuplicateDetectionHistoryTimeWindow = fields.Duration("DuplicateDetectionHistoryTimeWindow", TimeSpan.FromMinutes(1)),
            EnableBatchedOperations = fields.Flag("EnableBatchedOperations", fallback: true),
            AuthorizationRules = AuthorizationRulesXml.Read(fields.Element("AuthorizationRules")),
            Status = fields.Status,
            SupportOrdering = fields.Flag("SupportOrdering"),
            AutoDeleteOnIdle = fields.Duration("AutoDeleteOnIdle", TimeSpan.MaxValue),
            EnablePartitioning = fields.Flag("EnablePartitioning"),
            MaxMessageSizeInKilobytes = fields.NumberIfAny("MaxMessageSizeInKilobytes"),
        };
        if (fields.Text("UserMetadata") is { } metadata) topic.UserMetadata = metadata;
        return topic;
    }

    public static TopicRuntimeProperties ReadRuntime(AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        return new()
        {
            Name = entry.Title,
            ScheduledMessageCount = fields.Count("ScheduledMessageCount"),
            SizeInBytes = fields.Number("SizeInBytes"),
            SubscriptionCount = (int)fields.Number("SubscriptionCount"),
            AccessedAt = fields.Time("AccessedAt"),
            CreatedAt = fields.Time("CreatedAt"),
            UpdatedAt = fields.Time("UpdatedAt"),
        };
    }

    public static XElement Write(TopicProperties topic) => new DescriptionBuilder(Name, topic.Source)
        .Duration("DefaultMessageTimeToLive", topic.DefaultMessageTimeToLive)
        .Number("MaxSizeInMegabytes", topic.MaxSizeInMegabytes)
        .Flag("RequiresDuplicateDetection", topic.RequiresDuplicateDetection)
        .Duration("DuplicateDetectionHistoryTimeWindow", topic.RequiresDuplicateDetection ? topic.DuplicateDetectionHistoryTimeWindow : TimeSpan.MaxValue)
        .Flag("EnableBatchedOperations", topic.EnableBatchedOperations)
        .Carry("FilteringMessagesBeforePublishing")
        .Carry("IsAnonymousAccessible")
        .Element("AuthorizationRules", AuthorizationRulesXml.Write(topic.AuthorizationRules))
        .Text("Status", topic.Status.ToString())
        .Carry("ForwardTo")
        .Text("UserMetadata", topic.UserMetadata)
        .Flag("SupportOrdering", topic.SupportOrdering)
        .Duration("AutoDeleteOnIdle", topic.AutoDeleteOnIdle)
        .Flag("EnablePartitioning", topic.EnablePartitioning)
        .Carry("EnableSubscriptionPartitioning")
        .Carry("EnableExpress")
        .Number("MaxMessageSizeInKilobytes", topic.MaxMessageSizeInKilobytes)
        .Build();
}
