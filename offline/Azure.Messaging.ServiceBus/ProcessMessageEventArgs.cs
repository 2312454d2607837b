using Azure.Messaging.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message for a processor's handler, and what can be done with it.</summary>
public class ProcessMessageEventArgs : EventArgs
{
    private readonly ServiceBusReceiver _receiver;

    /// <summary>A message for a handler.</summary>
    public ProcessMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, CancellationToken cancellationToken)
        : this(message, receiver, "", cancellationToken)
    {
    }

    /// <summary>A message for a handler.</summary>
    public ProcessMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        Message = message;
        Identifier = identifier;
        CancellationToken = cancellationToken;
        _receiver = receiver;
    }

    /// <summary>Called when the lock on <see cref="Message"/> is lost while the handler runs: somebody else may get the message.</summary>
    public event Func<MessageLockLostEventArgs, Task>? MessageLockLostAsync;

    /// <summary>Fires when the processor is stopped.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The queue or subscription.</summary>
    public string EntityPath => _receiver.EntityPath;

    /// <summary>Host of the namespace.</summary>
    public string FullyQualifiedNamespace => _receiver.FullyQualifiedNamespace;

    /// <summary>The processor.</summary>
    public string Identifier { get; }

    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; }

    /// <summary>The call of the handler; null outside a processor.</summary>
    internal HandlerScope? Scope { get; init; }

    /// <summary>What the handler can receive itself. Messages that come this way are locked and settled like the one it was called for.</summary>
    public virtual ProcessorReceiveActions GetReceiveActions() => new(_receiver, Scope);

    /// <inheritdoc cref="ServiceBusReceiver.CompleteMessageAsync"/>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _receiver.CompleteMessageAsync(message, cancellationToken);

    /// <inheritdoc cref="ServiceBusReceiver.AbandonMessageAsync"/>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        _receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);

    /// <inheritdoc cref="ServiceBusReceiver.DeferMessageAsync"/>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        _receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Moves the message to the dead-letter queue.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>Moves the message to the dead-letter queue and says why.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Moves the message to the dead-letter queue and says why.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify, string deadLetterReason, string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <inheritdoc cref="ServiceBusReceiver.RenewMessageLockAsync"/>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _receiver.RenewMessageLockAsync(message, cancellationToken);

    /// <summary>Calls the handlers of <see cref="MessageLockLostAsync"/>.</summary>
    protected internal virtual Task OnMessageLockLostAsync(MessageLockLostEventArgs args) => MessageLockLostAsync?.Invoke(args) ?? Task.CompletedTask;
}
