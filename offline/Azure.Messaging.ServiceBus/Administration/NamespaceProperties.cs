namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What a namespace is.</summary>
public class NamespaceProperties
{
    /// <summary>Its other name, when it takes part in disaster recovery.</summary>
    public string? Alias { get; internal init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedTime { get; internal init; }

    /// <summary>Its pricing tier.</summary>
    public MessagingSku MessagingSku { get; internal init; }

    /// <summary>Units of resources, in the Premium tier.</summary>
    public int MessagingUnits { get; internal init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset ModifiedTime { get; internal init; }

    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";
}
