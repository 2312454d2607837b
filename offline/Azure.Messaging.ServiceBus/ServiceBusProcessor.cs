using System.Diagnostics;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives for as long as it runs and calls a handler for each message, several at a time if wanted; goes on after errors and reports them.</summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly ServiceBusProcessorOptions _options;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Func<ProcessMessageEventArgs, Task>? _onMessage;
    private Func<ProcessErrorEventArgs, Task>? _onError;
    private CancellationTokenSource? _running;
    private ServiceBusReceiver? _receiver;
    private Task _workers = Task.CompletedTask;

    internal ServiceBusProcessor(ServiceBusClient client, string entityPath, ServiceBusProcessorOptions options)
    {
        (_client, EntityPath, _options) = (client, entityPath, options);
        Identifier = options.Identifier ?? $"{entityPath}-{Guid.NewGuid():N}";
    }

    /// <summary>Called for each message; exactly one handler.</summary>
    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
    {
        add => SetOnce(ref _onMessage, value);
        remove => RemoveSame(ref _onMessage, value);
    }

    /// <summary>Called for each error; exactly one handler.</summary>
    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => SetOnce(ref _onError, value);
        remove => RemoveSame(ref _onError, value);
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
    public virtual bool IsClosed { get; private set; }

    /// <summary>Whether it runs.</summary>
    public virtual bool IsProcessing => _running is { IsCancellationRequested: false };

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
        if (_onMessage is null || _onError is null) throw new InvalidOperationException("Set the handlers of ProcessMessageAsync and ProcessErrorAsync first.");
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (IsProcessing) throw new InvalidOperationException("The processor runs already.");
            var running = _running = new CancellationTokenSource();
            _receiver = new(_client, EntityPath, new() { Identifier = Identifier, PrefetchCount = PrefetchCount, ReceiveMode = ReceiveMode });
            var dispatch = new MessageDispatch(this, _receiver, OnMessageAsync, OnErrorAsync);
            _workers = Task.WhenAll(Enumerable.Range(0, MaxConcurrentCalls).Select(_ => Task.Run(() => dispatch.RunAsync(running.Token), CancellationToken.None)));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Receives no more, and completes when the handlers under way have returned.</summary>
    public virtual async Task StopProcessingAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_running is null) return;
            await _running.CancelAsync();
            await _workers.WaitAsync(cancellationToken);
            if (_receiver is not null) await _receiver.CloseAsync(cancellationToken);
            _running.Dispose();
            (_running, _receiver) = (null, null);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops for good.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        await StopProcessingAsync(cancellationToken);
    }

    /// <summary>Stops for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{FullyQualifiedNamespace}/{EntityPath}";

    /// <summary>Calls the handler.</summary>
    protected internal virtual Task OnProcessMessageAsync(ProcessMessageEventArgs args) => _onMessage!(args);

    /// <summary>Calls the error handler.</summary>
    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => _onError!(args);

    internal TimeSpan DelayAfterError(Exception exception, int errorsInARow) =>
        _client.Operations.Policy.CalculateRetryDelay(exception, errorsInARow) ?? TimeSpan.FromSeconds(1);

    private async Task OnMessageAsync(ServiceBusReceivedMessage message, CancellationToken ct)
    {
        using var activity = MessagingDiagnostics.Start(
            MessagingDiagnostics.Processor, "ServiceBusProcessor.ProcessMessage", ActivityKind.Consumer, EntityPath, FullyQualifiedNamespace,
            MessagingDiagnostics.ContextOf(message));
        activity?.SetTag("messaging.message.id", message.MessageId);
        try
        {
            await OnProcessMessageAsync(new(message, _receiver!, Identifier, ct));
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    private async Task OnErrorAsync(Exception exception, ServiceBusErrorSource source, CancellationToken ct)
    {
        try
        {
            await OnProcessErrorAsync(new(exception, source, FullyQualifiedNamespace, EntityPath, Identifier, ct));
        }
        catch (Exception fromHandler)
        {
            // The processor goes on whatever the application's error handler does.
            ServiceBusEventSource.Log.ErrorHandlerFailed(fromHandler.ToString());
        }
    }

    private void SetOnce<T>(ref T? handler, T value)
        where T : Delegate
    {
        ArgumentNullException.ThrowIfNull(value);
        if (handler is not null) throw new NotSupportedException("There is a handler already, and only one is possible.");
        if (IsProcessing) throw new InvalidOperationException("The processor runs.");
        handler = value;
    }

    private static void RemoveSame<T>(ref T? handler, T value)
        where T : Delegate
    {
        if (handler != value) throw new ArgumentException("This handler was not added.", nameof(value));
        handler = null;
    }
}
