namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// The address of an entity in the namespace: <c>queue</c>, <c>topic</c>, <c>topic/Subscriptions/sub</c>, and the dead letters of a
/// queue or subscription. Comparison ignores case. Names keep the case of their creation.
/// </summary>
internal readonly record struct EntityPath
{
    public const string DeadLetterSegment = "$DeadLetterQueue";
    public const string TransferSegment = "$Transfer";
    public const string ManagementSegment = "$management";
    private const string SubscriptionsSegment = "/Subscriptions/";

    private EntityPath(string name) => Name = name;

    /// <summary>The whole path.</summary>
    public string Name { get; }

    public bool IsDeadLetter => Name.EndsWith("/" + DeadLetterSegment, StringComparison.OrdinalIgnoreCase);

    public EntityPath DeadLetters => new(Name + "/" + DeadLetterSegment);

    /// <summary>The dead-letter queue for messages that could not be forwarded.</summary>
    public EntityPath TransferDeadLetters => new($"{Name}/{TransferSegment}/{DeadLetterSegment}");

    /// <summary>The queue or subscription that dead letters belong to; every other path is its own owner.</summary>
    public EntityPath Owner
    {
        get
        {
            if (!IsDeadLetter) return this;
            var owner = Name[..^(DeadLetterSegment.Length + 1)];
            return new(
                owner.EndsWith("/" + TransferSegment, StringComparison.OrdinalIgnoreCase) ? owner[..^(TransferSegment.Length + 1)] : owner);
        }
    }

    public static EntityPath Of(string name) => new(name);

    public static EntityPath OfSubscription(string topic, string subscription) => new(topic + SubscriptionsSegment + subscription);

    /// <summary>Reads an address as clients send it: with or without scheme and host, with a leading slash, percent-encoded.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isManagement">Whether the address is the entity's <c>$management</c> node.</param>
    public static EntityPath Parse(string address, out bool isManagement)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            var path = address.IndexOf('/', scheme + 3);
            address = path < 0 ? "" : address[path..];
        }

        var name = Uri.UnescapeDataString(address).Trim('/');
        isManagement = name.EndsWith("/" + ManagementSegment, StringComparison.OrdinalIgnoreCase);
        return new EntityPath(isManagement ? name[..^(ManagementSegment.Length + 1)] : name);
    }

    public bool Equals(EntityPath other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? "");

    public override string ToString() => Name;
}
