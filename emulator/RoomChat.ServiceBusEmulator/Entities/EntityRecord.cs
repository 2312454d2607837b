using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>What must be remembered of an entity to make it again; <see cref="EntityJsonContext"/> writes it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OfQueue), "queue")]
[JsonDerivedType(typeof(OfTopic), "topic")]
[JsonDerivedType(typeof(OfSubscription), "subscription")]
internal abstract record EntityRecord
{
    private EntityRecord() { }

    /// <summary>The entity's path: a later record with the same path, ignoring case, takes the place of this one.</summary>
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

    /// <param name="Description">What it was last told to be.</param>
    /// <param name="Rules">Its rules, the oldest first; null, in records that know of no rules, is the one that lets everything in.</param>
    public sealed record OfSubscription(SubscriptionDescription Description, IReadOnlyList<RuleRecord>? Rules) : EntityRecord
    {
        public override string Path => $"{Description.TopicName}/Subscriptions/{Description.Name}";
    }
}
