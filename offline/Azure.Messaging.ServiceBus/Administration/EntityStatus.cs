namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Whether an entity can be sent to and received from.</summary>
public readonly struct EntityStatus : IEquatable<EntityStatus>
{
    private readonly string? _value;

    /// <summary>One of the values here, or one that is newer than this client.</summary>
    public EntityStatus(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Both.</summary>
    public static EntityStatus Active { get; } = new("Active");

    /// <summary>Neither.</summary>
    public static EntityStatus Disabled { get; } = new("Disabled");

    /// <summary>Sending only.</summary>
    public static EntityStatus ReceiveDisabled { get; } = new("ReceiveDisabled");

    /// <summary>Receiving only.</summary>
    public static EntityStatus SendDisabled { get; } = new("SendDisabled");

    /// <summary>The same as the constructor.</summary>
    public static implicit operator EntityStatus(string value) => new(value);

    /// <summary>Whether two values are the same; upper and lower case do not differ.</summary>
    public static bool operator ==(EntityStatus left, EntityStatus right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(EntityStatus left, EntityStatus right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(EntityStatus other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntityStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
