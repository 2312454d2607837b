namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A named value of a message: a standard field or an application property.</summary>
internal readonly record struct MessageField
{
    private readonly StandardField? _standard;
    private readonly bool _ignoresCase;

    private MessageField(string name, StandardField? standard, bool ignoresCase) =>
        (Name, _standard, _ignoresCase) = (name, standard, ignoresCase);

    public string Name { get; }

    /// <summary>Whether only the service can set the value.</summary>
    public bool IsReadOnly => _standard is { Write: null };

    public override string ToString() => (_standard is not null ? "sys." : _ignoresCase ? "user." : "exactly ") + Name;

    public static MessageField Of(StandardField field) => new(field.Name, field, ignoresCase: true);

    /// <summary>The application property with exactly this name.</summary>
    public static MessageField Property(string name) => new(name, standard: null, ignoresCase: false);

    /// <summary>The application property with this name, or one whose name differs only in case.</summary>
    public static MessageField PropertyInAnyCase(string name) => new(name, standard: null, ignoresCase: true);

    /// <summary>The value; null if there is none.</summary>
    public object? Read(in Arrival arrival)
    {
        if (_standard is not null) return _standard.Read(arrival);
        return KeyIn(arrival.Message) is { } key ? arrival.Message.Properties[key] : null;
    }

    /// <summary>Whether the message has the field. An existing application property may be null.</summary>
    public bool Exists(in Arrival arrival) =>
        _standard is not null ? _standard.Read(arrival) is not null : KeyIn(arrival.Message) is not null;

    /// <summary>Returns the message with this value.</summary>
    /// <exception cref="SqlEvaluationException">The value does not suit the field.</exception>
    public BrokerMessage Write(BrokerMessage message, object? value)
    {
        if (_standard is not null)
            return (_standard.Write ?? throw new SqlEvaluationException($"'sys.{Name}' cannot be set"))(message, value);
        var key = KeyIn(message) ?? Name;
        var properties = new Dictionary<string, object?>(message.Properties, StringComparer.Ordinal);
        properties[key] = SqlConversion.ToPropertyValue(value, properties.GetValueOrDefault(key));
        return message with { Properties = properties };
    }

    /// <summary>Returns the message without the field.</summary>
    public BrokerMessage Remove(BrokerMessage message)
    {
        if (_standard is not null) return Write(message, value: null);
        if (KeyIn(message) is not { } key) return message;
        var properties = new Dictionary<string, object?>(message.Properties, StringComparer.Ordinal);
        properties.Remove(key);
        return message with { Properties = properties };
    }

    private string? KeyIn(BrokerMessage message)
    {
        if (message.Properties.ContainsKey(Name)) return Name;
        if (!_ignoresCase) return null;
        foreach (var key in message.Properties.Keys)
        {
            if (string.Equals(key, Name, StringComparison.OrdinalIgnoreCase)) return key;
        }

        return null;
    }
}
