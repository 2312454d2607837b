using System.ComponentModel;
using Azure.Messaging.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives for as long as it runs and calls a handler for each message, several at a time if wanted; goes on after errors and reports them.</summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly ServiceBusProcessorOptions _options;
    private readonly ProcessorLifetime _lifetime = new();
    private readonly SingleHandler<ProcessMessageEventArgs> _onMessage;
    private readonly SingleHandler<ProcessErrorEventArgs> _onError;

    internal ServiceBusProcessor(ServiceBusProcessorOptions? options, ServiceBusClient client, string entityPath)
    {
        _client = client;
        _options = (options ?? new()).Copy();
        EntityPath = Amqp.EntityPath.WithSubQueue(entityPath, _options.SubQueue);
        Identifier = _options.Identifier ?? $"{EntityPath}-{Guid.NewGuid():N}";
        (_onMessage, _onError) = (new(_lifetime), new(_lifetime));
    }

    /// <summary>For deriving a processor of a queue, which overrides the methods that call the handlers.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions? options)
        : this(options, client, queueName)
    {
    }

    /// <summary>For deriving a processor of a subscription, which overrides the methods that call the handlers.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusProcessorOptions? options)
        : this(options, client, Amqp.EntityPath.Subscription(topicName, subscriptionName))
    {
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusProcessor() =>
        (_client, _options, EntityPath, Identifier, _onMessage, _onError) = (null!, new(), "", "", new(_lifetime), new(_lifetime));

    /// <summary>Called for each message; exactly one handler.</summary>
    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
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

    /// <summary>Whether a message is completed when its handler returns without having settled it.</summary>
    public virtual bool AutoCompleteMessages => _options.AutoCompleteMessages;

    /// <summary>The queue, subscription or sub-queue.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    /// <summary>This processor's name in the broker's logs.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether the processor was closed.</summary>
    public virtual bool IsClosed => _lifetime.IsClosed;

    /// <summary>Whether it runs.</summary>
    public virtual bool IsProcessing => _lifetime.IsProcessing;

    /// <summary>For how long a message's lock is renewed while its handler runs.</summary>
    public virtual TimeSpan MaxAutoLockRenewalDuration => _options.MaxAutoLockRenewalDuration;

    /// <summary>Handlers that run at a time.</summary>
    public virtual int MaxConcurrentCalls => _options.MaxConcurrentCalls;

    /// <summary>Messages to have at hand before handlers are free.</summary>
    public virtual int PrefetchCount => _options.PrefetchCount;

    /// <summary>Whether messages are locked until settled.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode => _options.ReceiveMode;

    /// <summary>Starts in the background.</summary>
    /// <exception cref="InvalidOperationException">A handler is missing, or the processor runs.</exception>
    public virtual async Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed || _client.IsClosed, this);
        if (_onMessage.Value is null || _onError.Value is null)
            throw new InvalidOperationException("Set the handlers of ProcessMessageAsync and ProcessErrorAsync first.");
        await _lifetime.StartAsync(Begin, cancellationToken);
    }

    /// <summary>Receives no more, and completes when the handlers under way have returned.</summary>
    public virtual Task StopProcessingAsync(CancellationToken cancellationToken = default) => _lifetime.StopAsync(cancellationToken);

    /// <summary>Stops for good.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => _lifetime.CloseAsync(cancellationToken);

    /// <summary>Stops for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes how many handlers run at a time, also while the processor runs. Handlers under way finish.</summary>
    public void UpdateConcurrency(int maxConcurrentCalls)
    {
        _options.MaxConcurrentCalls = maxConcurrentCalls;
        (_lifetime.Current as MessageProcessing)?.Resize(maxConcurrentCalls);
    }

    /// <summary>Changes how many messages to have at hand, also while the processor runs.</summary>
    public void UpdatePrefetchCount(int prefetchCount)
    {
        _options.PrefetchCount = prefetchCount;
        (_lifetime.Current as MessageProcessing)?.Prefetch(prefetchCount);
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
    protected internal virtual Task OnProcessMessageAsync(ProcessMessageEventArgs args) => _onMessage.InvokeAsync(args);

    /// <summary>Calls the error handler.</summary>
    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => _onError.InvokeAsync(args);

    private MessageProcessing Begin(CancellationToken stop)
    {
        var receiver = new ServiceBusReceiver(
            _client, EntityPath, new ServiceBusReceiverOptions { Identifier = Identifier, PrefetchCount = PrefetchCount, ReceiveMode = ReceiveMode }, sessionLink: null);
        var rules = new HandlingRules(ReceiveMode == ServiceBusReceiveMode.PeekLock, AutoCompleteMessages, MaxAutoLockRenewalDuration);
        return new(this, receiver, rules, new(_client, EntityPath, Identifier, OnProcessErrorAsync, stop), stop);
    }
}
