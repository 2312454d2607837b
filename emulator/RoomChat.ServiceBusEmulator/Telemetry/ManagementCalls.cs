namespace RoomChat.ServiceBusEmulator.Telemetry;

/// <summary>
/// Counts the operations that Service Bus bills as management: create, read, change or remove an entity or rule, over HTTP or AMQP.
/// </summary>
internal sealed class ManagementCalls
{
    private long _count;

    /// <summary>Since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
