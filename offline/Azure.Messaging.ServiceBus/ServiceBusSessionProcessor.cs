using System.ComponentModel;
using Azure.Messaging.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Takes sessions that have messages, several at a time if wanted, and calls a handler for each message: one after the other in a session, unless
/// more calls a session are allowed. Goes on after errors and reports them.
/// </summary>
public class ServiceBusSessionProcessor : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSessionProcessorOptions _options;
    private readonly ProcessorLifetime _lifetime = new();
    private readonly SingleHandler<ProcessSessionMessageEventArgs> _onMessage;
    private readonly SingleHandler<ProcessErrorEventArgs> _onError;
    private readonly SingleHandler<ProcessSessionEventArgs> _onInitializing;
    private readonly SingleHandler<ProcessSessionEventArgs> _onClosing;

    internal ServiceBusSessionProcessor(ServiceBusSessionProcessorOptions? options, ServiceBusClient client, string entityPath)
    {
        _client = client;
        _options = (options ?? new()).Copy();
        EntityPath = entityPath;
        Identifier = _options.Identifier ?? $"{EntityPath}-{Guid.NewGuid():N}";
        (_onMessage, _onError, _onInitializing, _onClosing) = (new(_lifetime), new(_lifetime), new(_lifetime), new(_lifetime));
    }

    /// <summary>For deriving a processor of a queue, which overrides the methods that call the handlers.</summary>
    protected ServiceBusSessionProcessor(ServiceBusClient client, string queueName, ServiceBusSessionProcessorOptions? options)
        : this(options, client, queueName)
    {
    }

    /// <summary>For deriving a processor of a subscription, which overrides the methods that call the handlers.</summary>
    protected ServiceBusSessionProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusSessionProcessorOptions? options)
        : this(options, client, Amqp.EntityPath.Subscription(topicName, subscriptionName))
    {
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusSessionProcessor() =>
        (_client, _options, EntityPath, Identifier, _onMessage, _onError, _onInitializing, _onClosing) = (null!, new(), "", "", new(_lifetime), new(_lifetime), new(_lifetime), new(_lifetime));

    /// <summary>Called for each message; exactly one handler.</summary>
    public event Func<ProcessSessionMessageEventArgs, Task> ProcessMessageAsync
    {
        add => _onMessage.Add(value);
        remove => _onMessage.Remove(value);
    }

    /// <summary>Called for each error; exactly one handler.</summary>
    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => _onError.Add(value);
        remove => _onError.Remove(value);
    }

    /// <summary>Called when a session was locked, before its first message; one handler at most.</summary>
    public event Func<ProcessSessionEventArgs, Task> SessionInitializingAsync
    {
        add => _onInitializing.Add(value);
        remove => _onInitializing.Remove(value);
    }

    /// <summary>Called after the last message of a session, before it is given back; one handler at most.</summary>
    public event Func<ProcessSessionEventArgs, Task> SessionClosingAsync
    {
        add => _onClosing.Add(value);
        remove => _onClosing.Remove(value);
    }

    /// <summary>Whether a message is completed when its handler returns without having settled it.</summary>
    public virtual bool AutoCompleteMessages => _options.AutoCompleteMessages;

    /// <summary>The queue or subscription.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    /// <summary>This processor's name in the broker's logs.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether the processor was closed.</summary>
    public virtual bool IsClosed => _lifetime.IsClosed;

    /// <summary>Whether it runs.</summary>
    public virtual bool IsProcessing => _lifetime.IsProcessing;

    /// <summary>For how long a session's lock is renewed.</summary>
    public virtual TimeSpan MaxAutoLockRenewalDuration => _options.MaxAutoLockRenewalDuration;

    /// <summary>Handlers that run at a time for one session.</summary>
    public virtual int MaxConcurrentCallsPerSession => _options.MaxConcurrentCallsPerSession;

    /// <summary>Sessions that are processed at a time.</summary>
    public virtual int MaxConcurrentSessions => _options.MaxConcurrentSessions;

    /// <summary>Messages of a session to have at hand before handlers are free.</summary>
    public virtual int PrefetchCount => _options.PrefetchCount;

    /// <summary>Whether messages are locked until settled.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode => _options.ReceiveMode;

    /// <summary>A session without messages for this long is given back; the client's try timeout when null.</summary>
    public virtual TimeSpan? SessionIdleTimeout => _options.SessionIdleTimeout;

    /// <summary>Starts in the background.</summary>
    /// <exception cref="InvalidOperationException">A handler is missing, or the processor runs.</exception>
    public virtual async Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed || _client.IsClosed, this);
        if (_onMessage.Value is null || _onError.Value is null)
            throw new InvalidOperationException("Set the handlers of ProcessMessageAsync and ProcessErrorAsync first.");
        await _lifetime.StartAsync(Begin, cancellationToken);
    }

    /// <summary>Receives no more, and completes when the handlers under way have returned and the sessions are given back.</summary>
    public virtual Task StopProcessingAsync(CancellationToken cancellationToken = default) => _lifetime.StopAsync(cancellationToken);

    /// <summary>Stops for good.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => _lifetime.CloseAsync(cancellationToken);

    /// <summary>Stops for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes how many sessions, and how many calls for each, run at a time, also while the processor runs. Handlers under way finish.</summary>
    public void UpdateConcurrency(int maxConcurrentSessions, int maxConcurrentCallsPerSession)
    {
        (_options.MaxConcurrentSessions, _options.MaxConcurrentCallsPerSession) = (maxConcurrentSessions, maxConcurrentCallsPerSession);
        (_lifetime.Current as SessionProcessing)?.Resize(maxConcurrentSessions, maxConcurrentCallsPerSession);
    }

    /// <summary>Changes how many messages of a session to have at hand, also while the processor runs.</summary>
    public void UpdatePrefetchCount(int prefetchCount)
    {
        _options.PrefetchCount = prefetchCount;
        (_lifetime.Current as SessionProcessing)?.Prefetch(prefetchCount);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string ToString() => $"{FullyQualifiedNamespace}/{EntityPath}";

    /// <summary>Calls the handler.</summary>
    protected internal virtual Task OnProcessSessionMessageAsync(ProcessSessionMessageEventArgs args) => _onMessage.InvokeAsync(args);

    /// <summary>Calls the error handler.</summary>
    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => _onError.InvokeAsync(args);

    /// <summary>Calls the handler of a session's beginning, if there is one.</summary>
    protected internal virtual Task OnSessionInitializingAsync(ProcessSessionEventArgs args) => _onInitializing.InvokeAsync(args);

    /// <summary>Calls the handler of a session's end, if there is one.</summary>
    protected internal virtual Task OnSessionClosingAsync(ProcessSessionEventArgs args) => _onClosing.InvokeAsync(args);

    private SessionProcessing Begin(CancellationToken stop)
    {
        var rules = new HandlingRules(ReceiveMode == ServiceBusReceiveMode.PeekLock, AutoCompleteMessages, MaxAutoLockRenewalDuration);
        return new(_client, this, rules, _options.SessionIds, new(_client, EntityPath, Identifier, OnProcessErrorAsync, stop), stop);
    }
}
