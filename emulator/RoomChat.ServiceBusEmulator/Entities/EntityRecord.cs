using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The stored data of an entity, enough to create it again. <see cref="EntityJsonContext"/> serializes it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OfQueue), "queue")]
[JsonDerivedType(typeof(OfTopic), "topic")]
[JsonDerivedType(typeof(OfSubscription), "subscription")]
internal abstract record EntityRecord
{
    private EntityRecord() { }

    /// <summary>The entity's path. A later record with the same path, ignoring case, replaces this one.</summary>
    [JsonIgnore]
    public abstract string Path { get; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public sealed record OfQueue(QueueDescription Description) : EntityRecord
    {
        public override string Path => Description.Name;
    }

    public sealed record OfTopic(TopicDescription Description) : EntityRecord
    {
        public override string Path => Description.Name;
    }

    /// <param name="Description">The last description.</param>
    /// <param name="Rules">The rules, oldest first; null in records from before rules were stored, and means the rule that accepts
    /// everything.</param>
    public sealed record OfSubscription(SubscriptionDescription Description, IReadOnlyList<RuleRecord>? Rules) : EntityRecord
    {
        public override string Path => $"{Description.TopicName}/Subscriptions/{Description.Name}";
    }
}
