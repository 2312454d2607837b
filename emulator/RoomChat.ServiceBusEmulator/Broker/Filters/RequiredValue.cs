namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A field and the <see cref="SqlValues.KeyOf"/> key of the only value that can match a filter.</summary>
internal readonly record struct RequiredValue(MessageField Field, object Key)
{
    /// <summary>Null if the value has no key, so the index cannot use it.</summary>
    public static RequiredValue? Of(MessageField field, object? value) =>
        SqlValues.KeyOf(value) is { } key ? new RequiredValue(field, key) : null;
}
