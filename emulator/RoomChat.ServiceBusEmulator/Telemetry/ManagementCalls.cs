namespace RoomChat.ServiceBusEmulator.Telemetry;

/// <summary>
/// Counts what Service Bus bills as management: entities and rules that are made, read, changed or removed, over HTTP and over AMQP.
/// </summary>
internal sealed class ManagementCalls
{
    private long _count;

    /// <summary>Since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
