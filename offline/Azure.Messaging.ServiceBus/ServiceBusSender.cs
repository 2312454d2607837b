using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Amqp;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to a queue or topic. A send completes when the broker accepted; any number may be under way at a time.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly OnDemand<SendingLink> _links;
    private readonly EntityRequests _requests;

    internal ServiceBusSender(ServiceBusSenderOptions? options, ServiceBusClient client, string entityPath)
    {
        options ??= new();
        _client = client;
        EntityPath = entityPath;
        Identifier = options.Identifier ?? $"{entityPath}-{Guid.NewGuid():N}";
        _requests = new(client.Connections, entityPath);
        _links = new(async ct => await SendingLink.OpenAsync(await client.Connections.GetAsync(ct), entityPath, Identifier, ct), client.OpenTimeout);
    }

    /// <summary>For deriving a sender.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(options: null, client, queueOrTopicName)
    {
    }

    /// <summary>For deriving a sender.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
        : this(options, client, queueOrTopicName)
    {
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusSender() => (_client, _links, _requests, EntityPath, Identifier) = (null!, null!, null!, "", "");

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    /// <summary>This sender's name in the broker's logs.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => _links.IsClosed || _client.IsClosed;

    /// <summary>Sends a message. Tried again after transient failures, so that the broker may get it twice, with the same id.</summary>
    /// <exception cref="ServiceBusException">The broker did not accept it.</exception>
    public virtual async Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        MessagingDiagnostics.Instrument(message, EntityPath, FullyQualifiedNamespace);
        await SendAsync(() => MessageMapping.ToAmqp(message), 1, cancellationToken);
    }

    /// <summary>Sends messages as one: the broker accepts all or none.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessageSizeExceeded"/>: together they are too large.</exception>
    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var list = messages.ToList();
        if (list.Count == 0) return;
        if (list.Count == 1)
        {
            await SendMessageAsync(list[0], cancellationToken);
            return;
        }

        foreach (var message in list) MessagingDiagnostics.Instrument(message, EntityPath, FullyQualifiedNamespace);
        var envelope = new BatchEnvelope();
        foreach (var message in list) envelope.Add(MessageMapping.ToAmqp(message));
        await SendAsync(envelope.ToAmqp, list.Count, cancellationToken);
    }

    /// <summary>Sends a batch: the broker accepts all of it or nothing.</summary>
    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        if (messageBatch.Count == 0) return;
        await SendAsync(messageBatch.ToAmqp, messageBatch.Count, cancellationToken);
    }

    /// <summary>Makes a batch as large as the broker takes.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new(), cancellationToken);

    /// <summary>Makes a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size asked for is larger than the broker takes.</exception>
    public virtual async ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limit = await RunAsync(async ct => (await _links.GetAsync(ct)).MaxMessageSize, cancellationToken);
        if (options.MaxSizeInBytes > limit)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxSizeInBytes, $"The broker takes at most {limit} bytes.");
        return new(options.MaxSizeInBytes ?? limit, message => MessagingDiagnostics.Instrument(message, EntityPath, FullyQualifiedNamespace));
    }

    /// <summary>Hands a message to the broker for later; the number cancels it.</summary>
    public virtual async Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await ScheduleMessagesAsync([message], scheduledEnqueueTime, cancellationToken))[0];
    }

    /// <summary>Hands messages to the broker for later; the numbers cancel them.</summary>
    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var list = messages.ToList();
        if (list.Count == 0) return [];
        foreach (var message in list)
        {
            MessagingDiagnostics.Instrument(message, EntityPath, FullyQualifiedNamespace);
            message.ScheduledEnqueueTime = scheduledEnqueueTime;
        }

        using var activity = StartSpan("Schedule");
        return await activity.TraceAsync(() => RunAsync(ct => _requests.ScheduleAsync(list, _links.Current?.Name, ct), cancellationToken));
    }

    /// <summary>Takes a scheduled message back.</summary>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <summary>Takes scheduled messages back.</summary>
    public virtual async Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var numbers = sequenceNumbers.ToArray();
        if (numbers.Length == 0) return;
        using var activity = StartSpan("Cancel");
        await activity.TraceAsync(() => _client.Operations.RunAsync(
            EntityPath, ct => _requests.CancelScheduledAsync(numbers, _links.Current?.Name, ct), cancellationToken));
    }

    /// <summary>Closes the link; the client's connection stays.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => _links.CloseAsync().WaitAsync(cancellationToken);

    /// <summary>Closes the link; the client's connection stays.</summary>
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

    private Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return _client.Operations.RunAsync(EntityPath, attempt, ct);
    }

    private async Task SendAsync(Func<Message> message, int count, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        using var activity = StartSpan("Send");
        if (count > 1) activity?.SetTag("messaging.batch.message_count", count.ToString(CultureInfo.InvariantCulture));
        // A message of the library is bound to one delivery: each attempt makes its own.
        await activity.TraceAsync(() => _client.Operations.RunAsync(EntityPath, token => SendOnceAsync(message(), token, ct), ct));
    }

    private Activity? StartSpan(string operation) => MessagingDiagnostics.Start(
        MessagingDiagnostics.Sender, "ServiceBusSender." + operation, ActivityKind.Client, EntityPath, FullyQualifiedNamespace);

    private async Task SendOnceAsync(Message message, CancellationToken limited, CancellationToken ct)
    {
        var link = await _links.GetAsync(limited);
        try
        {
            await link.SendAsync(message, limited);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The broker is silent. What waits in the link must not be sent late, on top of the next attempt.
            link.Abort();
            throw;
        }
    }
}
