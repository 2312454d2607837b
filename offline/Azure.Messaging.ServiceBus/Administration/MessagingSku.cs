namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>The pricing tier of a namespace.</summary>
public readonly struct MessagingSku : IEquatable<MessagingSku>
{
    private readonly string? _value;

    /// <summary>One of the values here, or one that is newer than this client.</summary>
    public MessagingSku(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Queues only.</summary>
    public static MessagingSku Basic { get; } = new("Basic");

    /// <summary>Resources of its own.</summary>
    public static MessagingSku Premium { get; } = new("Premium");

    /// <summary>Shared resources.</summary>
    public static MessagingSku Standard { get; } = new("Standard");

    /// <summary>The same as the constructor.</summary>
    public static implicit operator MessagingSku(string value) => new(value);

    /// <summary>Whether two values are the same; upper and lower case do not differ.</summary>
    public static bool operator ==(MessagingSku left, MessagingSku right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(MessagingSku left, MessagingSku right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(MessagingSku other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MessagingSku other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
