using Azure.Messaging.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>A session that a processor begins or ends to process.</summary>
public class ProcessSessionEventArgs : EventArgs
{
    private readonly ServiceBusSessionReceiver _receiver;

    /// <summary>A session for a handler.</summary>
    public ProcessSessionEventArgs(ServiceBusSessionReceiver receiver, CancellationToken cancellationToken)
        : this(receiver, "", cancellationToken)
    {
    }

    /// <summary>A session for a handler.</summary>
    public ProcessSessionEventArgs(ServiceBusSessionReceiver receiver, string identifier, CancellationToken cancellationToken)
    {
        _receiver = receiver;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>Fires when the processor is stopped or the session's lock is lost.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The queue or subscription.</summary>
    public string EntityPath => _receiver.EntityPath;

    /// <summary>Host of the namespace.</summary>
    public string FullyQualifiedNamespace => _receiver.FullyQualifiedNamespace;

    /// <summary>The processor.</summary>
    public string Identifier { get; }

    /// <summary>The session.</summary>
    public string SessionId => _receiver.SessionId;

    /// <summary>When the lock on the session ends unless renewed, UTC.</summary>
    public DateTimeOffset SessionLockedUntil => _receiver.SessionLockedUntil;

    /// <summary>The session's way through the processor; null outside one.</summary>
    internal SessionInHand? Session { get; init; }

    /// <inheritdoc cref="ServiceBusSessionReceiver.GetSessionStateAsync"/>
    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) => _receiver.GetSessionStateAsync(cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.SetSessionStateAsync"/>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) =>
        _receiver.SetSessionStateAsync(sessionState, cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.RenewSessionLockAsync"/>
    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => _receiver.RenewSessionLockAsync(cancellationToken);

    /// <summary>Gives the session back when the handlers under way have returned. The processor may get it again later.</summary>
    public virtual void ReleaseSession() => Session?.Release();
}
