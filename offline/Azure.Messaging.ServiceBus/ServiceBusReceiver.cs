using System.ComponentModel;
using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from a queue or subscription, and settles what it received. Safe for several callers at a time.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly ReceiverOperations _operations;
    private readonly ServiceBusReceiverOptions _options;

    internal ServiceBusReceiver(ServiceBusClient client, string entityPath, ServiceBusReceiverOptions options, ReceivingLink? sessionLink)
    {
        _client = client;
        EntityPath = entityPath;
        Identifier = options.Identifier ??= $"{entityPath}-{Guid.NewGuid():N}";
        ReceiveMode = options.ReceiveMode;
        _options = options;
        _operations = new(client, entityPath, options, sessionLink);
    }

    /// <summary>For deriving a receiver of a queue.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
        : this(client, Amqp.EntityPath.WithSubQueue(queueName, options?.SubQueue ?? SubQueue.None), options ?? new(), sessionLink: null)
    {
    }

    /// <summary>For deriving a receiver of a subscription.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
        : this(client, Amqp.EntityPath.Subscription(topicName, subscriptionName), options)
    {
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusReceiver() => (_client, _operations, _options, EntityPath, Identifier) = (null!, null!, new(), "", "");

    /// <summary>The queue, subscription or sub-queue.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    /// <summary>This receiver's name in the broker's logs.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether the receiver was closed.</summary>
    public virtual bool IsClosed => _operations.IsClosed || _client.IsClosed;

    /// <summary>Messages to have at hand before they are asked for.</summary>
    public virtual int PrefetchCount => _options.PrefetchCount;

    /// <summary>Whether messages are locked until settled.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    internal ReceiverOperations Operations => _operations;

    internal ServiceBusClient Client => _client;

    internal void ChangePrefetch(int count) => _operations.ChangePrefetch(count);

    /// <summary>Waits for a message; null when none came in time.</summary>
    /// <param name="maxWaitTime">The try timeout of the client's options unless set.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        (await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken)) is [var message] ? message : null;

    /// <summary>Waits for the first message and gives what is there by then; empty when none came in time.</summary>
    /// <param name="maxMessages">Most messages to give, at least 1.</param>
    /// <param name="maxWaitTime">The try timeout of the client's options unless set.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        var wait = maxWaitTime ?? _client.OpenTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(maxWaitTime));
        return _operations.ReceiveAsync(maxMessages, wait, cancellationToken);
    }

    /// <summary>Receives for as long as it is enumerated.</summary>
    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(null, cancellationToken) is { } message) yield return message;
        }
    }

    /// <summary>Removes the message from the entity; completes when the broker confirmed.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessageLockLost"/>, <see cref="ServiceBusFailureReason.SessionLockLost"/>: somebody else will get it.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _operations.SettleAsync(message, "Complete", Settlement.Complete, cancellationToken);

    /// <summary>Gives the message back, to be delivered again at once.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        _operations.SettleAsync(message, "Abandon", Settlement.Abandon(propertiesToModify), cancellationToken);

    /// <summary>Sets the message aside; only who knows its sequence number gets it.</summary>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        _operations.SettleAsync(message, "Defer", Settlement.Defer(propertiesToModify), cancellationToken);

    /// <summary>Moves the message to the dead-letter queue.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        _operations.SettleAsync(message, "DeadLetter", Settlement.DeadLetter(propertiesToModify, null, null), cancellationToken);

    /// <summary>Moves the message to the dead-letter queue and says why.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        _operations.SettleAsync(message, "DeadLetter", Settlement.DeadLetter(null, deadLetterReason, deadLetterErrorDescription), cancellationToken);

    /// <summary>Moves the message to the dead-letter queue and says why.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify, string deadLetterReason, string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        _operations.SettleAsync(
            message, "DeadLetter", Settlement.DeadLetter(propertiesToModify, deadLetterReason, deadLetterErrorDescription), cancellationToken);

    /// <summary>Looks at the next message without lock; null when there is none. Goes on after the last one seen unless told where to begin.</summary>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        (await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken)) is [var message, ..] ? message : null;

    /// <summary>Looks at messages without lock. Goes on after the last one seen unless told where to begin.</summary>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        return _operations.PeekAsync(maxMessages, fromSequenceNumber, cancellationToken);
    }

    /// <summary>Receives a deferred message.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessageNotFound"/>: no message has this number.</exception>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    /// <summary>Receives deferred messages.</summary>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        return _operations.ReceiveDeferredAsync(sequenceNumbers.ToArray(), cancellationToken);
    }

    /// <summary>Begins the lock of a message anew; the new end is in <see cref="ServiceBusReceivedMessage.LockedUntil"/>.</summary>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _operations.RenewLockAsync(message, cancellationToken);

    /// <summary>Closes the link. What was fetched ahead goes back; what was received keeps its lock until settled or expired.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => _operations.CloseAsync().WaitAsync(cancellationToken);

    /// <summary>Closes the link.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{FullyQualifiedNamespace}/{EntityPath}";
}
