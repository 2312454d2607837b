namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>One of the fields that every message has.</summary>
/// <param name="name">The name, as in <c>sys.Label</c>.</param>
/// <param name="read">Reads it.</param>
/// <param name="write">Sets it, or removes it with null; null when it is the service's own.</param>
internal sealed class StandardField(string name, Func<Arrival, object?> read, Func<BrokerMessage, object?, BrokerMessage>? write = null)
{
    public string Name { get; } = name;

    public Func<Arrival, object?> Read { get; } = read;

    public Func<BrokerMessage, object?, BrokerMessage>? Write { get; } = write;
}
