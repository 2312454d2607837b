using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Subscriptions as <c>SubscriptionDescription</c>.</summary>
internal static class SubscriptionXml
{
    public const string Name = "SubscriptionDescription";

    public static SubscriptionProperties Read(string topic, AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        var subscription = new SubscriptionProperties(topic, entry.Title, entry.Description)
        {
            LockDuration = fields.Duration("LockDuration", TimeSpan.FromMinutes(1)),
            RequiresSession = fields.Flag("RequiresSession"),
            DefaultMessageTimeToLive = fields.Duration("DefaultMessageTimeToLive", TimeSpan.MaxValue),
            DeadLetteringOnMessageExpiration = fields.Flag("DeadLetteringOnMessageExpiration"),
            EnableDeadLetteringOnFilterEvaluationExceptions = fields.Flag("DeadLetteringOnFilterEvaluationExceptions", fallback: true),
            MaxDeliveryCount = (int)fields.Number("MaxDeliveryCount", 10),
            EnableBatchedOperations = fields.Flag("EnableBatchedOperations", fallback: true),
            Status = fields.Status,
            ForwardTo = fields.Text("ForwardTo"),
            ForwardDeadLetteredMessagesTo = fields.Text("ForwardDeadLetteredMessagesTo"),
            AutoDeleteOnIdle = fields.Duration("AutoDeleteOnIdle", TimeSpan.MaxValue),
        };
        if (fields.Text("UserMetadata") is { } metadata) subscription.UserMetadata = metadata;
        return subscription;
    }

    public static SubscriptionRuntimeProperties ReadRuntime(string topic, AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        return new()
        {
            TopicName = topic,
            SubscriptionName = entry.Title,
            ActiveMessageCount = fields.Count("ActiveMessageCount"),
            DeadLetterMessageCount = fields.Count("DeadLetterMessageCount"),
            TransferMessageCount = fields.Count("TransferMessageCount"),
            TransferDeadLetterMessageCount = fields.Count("TransferDeadLetterMessageCount"),
            TotalMessageCount = fields.Number("MessageCount"),
            AccessedAt = fields.Time("AccessedAt"),
            CreatedAt = fields.Time("CreatedAt"),
            UpdatedAt = fields.Time("UpdatedAt"),
        };
    }

    /// <param name="subscription">The subscription.</param>
    /// <param name="firstRule">The rule it begins with; null for the one that takes all, and for a subscription that is there already.</param>
    /// <param name="address">Makes the address of another entity.</param>
    public static XElement Write(SubscriptionProperties subscription, CreateRuleOptions? firstRule, Func<string?, string?> address) =>
        new DescriptionBuilder(Name, subscription.Source)
            .Duration("LockDuration", subscription.LockDuration)
            .Flag("RequiresSession", subscription.RequiresSession)
            .Duration("DefaultMessageTimeToLive", subscription.DefaultMessageTimeToLive)
            .Flag("DeadLetteringOnMessageExpiration", subscription.DeadLetteringOnMessageExpiration)
            .Flag("DeadLetteringOnFilterEvaluationExceptions", subscription.EnableDeadLetteringOnFilterEvaluationExceptions)
            .Element("DefaultRuleDescription", firstRule is null ? null : RuleXml.Write("DefaultRuleDescription", new(firstRule)))
            .Number("MaxDeliveryCount", subscription.MaxDeliveryCount)
            .Flag("EnableBatchedOperations", subscription.EnableBatchedOperations)
            .Text("Status", subscription.Status.ToString())
            .Text("ForwardTo", address(subscription.ForwardTo))
            .Text("UserMetadata", subscription.UserMetadata)
            .Text("ForwardDeadLetteredMessagesTo", address(subscription.ForwardDeadLetteredMessagesTo))
            .Duration("AutoDeleteOnIdle", subscription.AutoDeleteOnIdle)
            .Build();
}
