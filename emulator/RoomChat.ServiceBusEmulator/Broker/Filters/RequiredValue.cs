namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A field and what <see cref="SqlValues.KeyOf"/> gives for the only value with which a filter matches.</summary>
internal readonly record struct RequiredValue(MessageField Field, object Key)
{
    /// <summary>Null when no message can be found by this value.</summary>
    public static RequiredValue? Of(MessageField field, object? value) =>
        SqlValues.KeyOf(value) is { } key ? new RequiredValue(field, key) : null;
}
