using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace RoomChat.Tests.Realtime.Routing.Sessions;

/// <summary>Forwards every call to the client's own receiver, and records the number of messages that each receive requests.</summary>
internal sealed class RecordingReceiver(ServiceBusSessionReceiver receiver) : ServiceBusSessionReceiver
{
    private readonly ConcurrentQueue<int> _asked = new();

    internal IReadOnlyList<int> Asked => _asked.ToArray();

    public override bool IsClosed => receiver.IsClosed;

    public override Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        _asked.Enqueue(1);
        return receiver.ReceiveMessageAsync(maxWaitTime, cancellationToken);
    }

    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        _asked.Enqueue(maxMessages);
        return receiver.ReceiveMessagesAsync(maxMessages, maxWaitTime, cancellationToken);
    }
}
