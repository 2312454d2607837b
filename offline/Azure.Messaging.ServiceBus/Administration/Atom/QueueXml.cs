using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Queues as <c>QueueDescription</c>.</summary>
internal static class QueueXml
{
    public const string Name = "QueueDescription";

    public static QueueProperties Read(AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        var queue = new QueueProperties(entry.Title, entry.Description)
        {
            LockDuration = fields.Duration("LockDuration", TimeSpan.FromMinutes(1)),
            MaxSizeInMegabytes = fields.Number("MaxSizeInMegabytes", 1024),
            RequiresDuplicateDetection = fields.Flag("RequiresDuplicateDetection"),
            RequiresSession = fields.Flag("RequiresSession"),
            DefaultMessageTimeToLive = fields.Duration("DefaultMessageTimeToLive", TimeSpan.MaxValue),
            DeadLetteringOnMessageExpiration = fields.Flag("DeadLetteringOnMessageExpiration"),
            DuplicateDetectionHistoryTimeWindow = fields.Duration("DuplicateDetectionHistoryTimeWindow", TimeSpan.FromMinutes(1)),
            MaxDeliveryCount = (int)fields.Number("MaxDeliveryCount", 10),
            EnableBatchedOperations = fields.Flag("EnableBatchedOperations", fallback: true),
            AuthorizationRules = AuthorizationRulesXml.Read(fields.Element("AuthorizationRules")),
            Status = fields.Status,
            ForwardTo = fields.Text("ForwardTo"),
            AutoDeleteOnIdle = fields.Duration("AutoDeleteOnIdle", TimeSpan.MaxValue),
            EnablePartitioning = fields.Flag("EnablePartitioning"),
            ForwardDeadLetteredMessagesTo = fields.Text("ForwardDeadLetteredMessagesTo"),
            MaxMessageSizeInKilobytes = fields.NumberIfAny("MaxMessageSizeInKilobytes"),
        };
        if (fields.Text("UserMetadata") is { } metadata) queue.UserMetadata = metadata;
        return queue;
    }

    public static QueueRuntimeProperties ReadRuntime(AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        return new()
        {
            Name = entry.Title,
            ActiveMessageCount = fields.Count("ActiveMessageCount"),
            DeadLetterMessageCount = fields.Count("DeadLetterMessageCount"),
            ScheduledMessageCount = fields.Count("ScheduledMessageCount"),
            TransferMessageCount = fields.Count("TransferMessageCount"),
            TransferDeadLetterMessageCount = fields.Count("TransferDeadLetterMessageCount"),
            TotalMessageCount = fields.Number("MessageCount"),
            SizeInBytes = fields.Number("SizeInBytes"),
            AccessedAt = fields.Time("AccessedAt"),
            CreatedAt = fields.Time("CreatedAt"),
            UpdatedAt = fields.Time("UpdatedAt"),
        };
    }

    /// <param name="queue">The queue.</param>
    /// <param name="address">Makes the address of another entity.</param>
    public static XElement Write(QueueProperties queue, Func<string?, string?> address) => new DescriptionBuilder(Name, queue.Source)
        .Duration("LockDuration", queue.LockDuration)
        .Number("MaxSizeInMegabytes", queue.MaxSizeInMegabytes)
        .Flag("RequiresDuplicateDetection", queue.RequiresDuplicateDetection)
        .Flag("RequiresSession", queue.RequiresSession)
        .Duration("DefaultMessageTimeToLive", queue.DefaultMessageTimeToLive)
        .Flag("DeadLetteringOnMessageExpiration", queue.DeadLetteringOnMessageExpiration)
        .Duration("DuplicateDetectionHistoryTimeWindow", queue.RequiresDuplicateDetection ? queue.DuplicateDetectionHistoryTimeWindow : TimeSpan.MaxValue)
        .Number("MaxDeliveryCount", queue.MaxDeliveryCount)
        .Flag("EnableBatchedOperations", queue.EnableBatchedOperations)
        .Carry("IsAnonymousAccessible")
        .Element("AuthorizationRules", AuthorizationRulesXml.Write(queue.AuthorizationRules))
        .Text("Status", queue.Status.ToString())
        .Text("ForwardTo", address(queue.ForwardTo))
        .Text("UserMetadata", queue.UserMetadata)
        .Carry("SupportOrdering")
        .Duration("AutoDeleteOnIdle", queue.AutoDeleteOnIdle)
        .Flag("EnablePartitioning", queue.EnablePartitioning)
        .Text("ForwardDeadLetteredMessagesTo", address(queue.ForwardDeadLetteredMessagesTo))
        .Carry("EnableExpress")
        .Number("MaxMessageSizeInKilobytes", queue.MaxMessageSizeInKilobytes)
        .Build();
}
