namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A standard field, which every message has.</summary>
/// <param name="name">The name, as in <c>sys.Label</c>.</param>
/// <param name="read">Reads the field.</param>
/// <param name="write">Sets the field, or removes it with null. Null if only the service can set the field.</param>
internal sealed class StandardField(string name, Func<Arrival, object?> read, Func<BrokerMessage, object?, BrokerMessage>? write = null)
{
    public string Name { get; } = name;

    public Func<Arrival, object?> Read { get; } = read;

    public Func<BrokerMessage, object?, BrokerMessage>? Write { get; } = write;
}
