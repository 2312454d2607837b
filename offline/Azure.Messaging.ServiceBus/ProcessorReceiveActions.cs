using Azure.Messaging.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// What a processor's handler can receive besides the message it was called for. Such messages are treated like that one: their locks are renewed,
/// and when the handler returns they are completed (if the processor does that), or abandoned when it throws.
/// </summary>
public class ProcessorReceiveActions
{
    private readonly ServiceBusReceiver _receiver;
    private readonly HandlerScope? _scope;

    internal ProcessorReceiveActions(ServiceBusReceiver receiver, HandlerScope? scope) => (_receiver, _scope) = (receiver, scope);

    /// <summary>For deriving a mock.</summary>
    protected ProcessorReceiveActions() => _receiver = null!;

    /// <summary>Looks at messages without lock. Goes on after the last one seen unless told where to begin.</summary>
    /// <exception cref="InvalidOperationException">The handler has returned.</exception>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        _scope?.ThrowIfEnded();
        return _receiver.PeekMessagesAsync(maxMessages, fromSequenceNumber, cancellationToken);
    }

    /// <summary>Receives deferred messages.</summary>
    /// <exception cref="InvalidOperationException">The handler has returned.</exception>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) =>
        AddAsync(() => _receiver.ReceiveDeferredMessagesAsync(sequenceNumbers, cancellationToken));

    /// <summary>Waits for the first message and gives what is there by then; empty when none came in time.</summary>
    /// <exception cref="InvalidOperationException">The handler has returned.</exception>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        AddAsync(() => _receiver.ReceiveMessagesAsync(maxMessages, maxWaitTime, cancellationToken));

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> AddAsync(Func<Task<IReadOnlyList<ServiceBusReceivedMessage>>> receive)
    {
        _scope?.ThrowIfEnded();
        var messages = await receive();
        _scope?.Add(messages);
        return messages;
    }
}
