using Azure.Messaging.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message of a session for a processor's handler, and what can be done with it and with the session.</summary>
public class ProcessSessionMessageEventArgs : EventArgs
{
    private readonly ServiceBusSessionReceiver _receiver;

    /// <summary>A message for a handler.</summary>
    public ProcessSessionMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusSessionReceiver receiver, CancellationToken cancellationToken)
        : this(message, receiver, "", cancellationToken)
    {
    }

    /// <summary>A message for a handler.</summary>
    public ProcessSessionMessageEventArgs(
        ServiceBusReceivedMessage message, ServiceBusSessionReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        Message = message;
        Identifier = identifier;
        CancellationToken = cancellationToken;
        _receiver = receiver;
    }

    /// <summary>Called when the lock on the session is lost while the handler runs: somebody else may get its messages.</summary>
    public event Func<SessionLockLostEventArgs, Task>? SessionLockLostAsync;

    /// <summary>Fires when the processor is stopped or the session's lock is lost.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The queue or subscription.</summary>
    public string EntityPath => _receiver.EntityPath;

    /// <summary>Host of the namespace.</summary>
    public string FullyQualifiedNamespace => _receiver.FullyQualifiedNamespace;

    /// <summary>The processor.</summary>
    public string Identifier { get; }

    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; }

    /// <summary>The session.</summary>
    public string SessionId => _receiver.SessionId;

    /// <summary>When the lock on the session ends unless renewed, UTC.</summary>
    public DateTimeOffset SessionLockedUntil => _receiver.SessionLockedUntil;

    /// <summary>The call of the handler; null outside a processor.</summary>
    internal HandlerScope? Scope { get; init; }

    /// <summary>The session's way through the processor; null outside one.</summary>
    internal SessionInHand? Session { get; init; }

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
        ServiceBusReceivedMessage message, Dictionary<string, object> propertiesToModify, string deadLetterReason, string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        _receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>What the handler can receive itself. Messages that come this way are settled like the one it was called for.</summary>
    public virtual ProcessorReceiveActions GetReceiveActions() => new(_receiver, Scope);

    /// <inheritdoc cref="ServiceBusSessionReceiver.GetSessionStateAsync"/>
    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) => _receiver.GetSessionStateAsync(cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.SetSessionStateAsync"/>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) =>
        _receiver.SetSessionStateAsync(sessionState, cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.RenewSessionLockAsync"/>
    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => _receiver.RenewSessionLockAsync(cancellationToken);

    /// <summary>Gives the session back when the handlers under way have returned. The processor may get it again later.</summary>
    public virtual void ReleaseSession() => Session?.Release();

    /// <summary>Calls the handlers of <see cref="SessionLockLostAsync"/>.</summary>
    protected internal virtual Task OnSessionLockLostAsync(SessionLockLostEventArgs args) => SessionLockLostAsync?.Invoke(args) ?? Task.CompletedTask;
}
