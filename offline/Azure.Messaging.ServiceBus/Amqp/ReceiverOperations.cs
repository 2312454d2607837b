using System.Diagnostics;
using System.Globalization;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>
/// What receivers do. Without a session a lost link is opened anew, and messages that came by the old one are settled by request: their locks
/// outlive it. With a session the lock ends with the link, so that its loss is the end of the receiver.
/// </summary>
internal sealed class ReceiverOperations
{
    private readonly ServiceBusClient _client;
    private readonly string _entityPath;
    private readonly ServiceBusReceiverOptions _options;
    private readonly bool _peekLock;
    private readonly ReceivingLink? _sessionLink;
    private readonly OnDemand<ReceivingLink> _links;
    private readonly EntityRequests _requests;
    private long _lastPeeked = -1;

    public ReceiverOperations(ServiceBusClient client, string entityPath, ServiceBusReceiverOptions options, ReceivingLink? sessionLink)
    {
        _client = client;
        _entityPath = entityPath;
        _options = options;
        _peekLock = options.ReceiveMode == ServiceBusReceiveMode.PeekLock;
        _sessionLink = sessionLink;
        _requests = new(client.Connections, entityPath);
        _links = new(
            async ct => await ReceivingLinkOpening.OpenAsync(await client.Connections.GetAsync(ct), entityPath, options, wish: null, client.OpenTimeout, ct),
            client.OpenTimeout);
    }

    public bool IsClosed => _links.IsClosed;

    public void ChangePrefetch(int count)
    {
        _options.PrefetchCount = count;
        (_sessionLink ?? _links.Current)?.ChangePrefetch(count);
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int most, TimeSpan wait, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var messages = await RunAsync(
            async token =>
            {
                var link = _sessionLink ?? await _links.GetAsync(token);
                var left = wait - Stopwatch.GetElapsedTime(started);
                return await link.ReceiveAsync(most, left > TimeSpan.Zero ? left : TimeSpan.Zero, token);
            },
            ct, extraTime: wait);
        if (messages.Count > 0) TraceReceived(messages);
        return messages;
    }

    public async Task SettleAsync(ServiceBusReceivedMessage message, string operation, Settlement settlement, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!_peekLock) throw new InvalidOperationException($"{operation} needs a receiver in {nameof(ServiceBusReceiveMode.PeekLock)} mode.");
        if (message.LockTokenGuid == Guid.Empty) throw new InvalidOperationException($"{operation} needs a message that was received, not peeked.");
        using var activity = StartSpan(operation, message);
        await activity.TraceAsync(() => RunAsync(token => SettleOnceAsync(message, settlement, token), ct));
        message.IsSettled = true;
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int most, long? fromSequenceNumber, CancellationToken ct)
    {
        using var activity = StartSpan("Peek");
        var from = fromSequenceNumber ?? Volatile.Read(ref _lastPeeked) + 1;
        var messages = await activity.TraceAsync(() => RunAsync(token => _requests.PeekAsync(from, most, _sessionLink?.SessionId, LinkName, token), ct));
        if (messages.Count > 0) Volatile.Write(ref _lastPeeked, messages[^1].SequenceNumber);
        return messages;
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(long[] sequenceNumbers, CancellationToken ct)
    {
        if (sequenceNumbers.Length == 0) return [];
        using var activity = StartSpan("ReceiveDeferred");
        return await activity.TraceAsync(() => RunAsync(
            token => _requests.ReceiveDeferredAsync(sequenceNumbers, _peekLock, _sessionLink?.SessionId, LinkName, token), ct));
    }

    public async Task RenewLockAsync(ServiceBusReceivedMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_sessionLink is not null) throw new InvalidOperationException("In a session the session's lock counts: renew that.");
        if (!_peekLock || message.LockTokenGuid == Guid.Empty) throw new InvalidOperationException("The message has no lock.");
        using var activity = StartSpan("RenewMessageLock", message);
        message.LockedUntil = await activity.TraceAsync(() => RunAsync(token => _requests.RenewLockAsync(message.LockTokenGuid, LinkName, token), ct));
    }

    public async Task<T> RequestForSessionAsync<T>(string operation, Func<EntityRequests, string, string, CancellationToken, Task<T>> request, CancellationToken ct)
    {
        using var activity = MessagingDiagnostics.Start(
            MessagingDiagnostics.SessionReceiver, "ServiceBusSessionReceiver." + operation, ActivityKind.Client, _entityPath, _client.FullyQualifiedNamespace);
        return await activity.TraceAsync(() => RunAsync(token => request(_requests, _sessionLink!.SessionId!, _sessionLink.Name, token), ct));
    }

    public async Task CloseAsync()
    {
        await _links.CloseAsync();
        if (_sessionLink is not null) await _sessionLink.CloseAsync();
    }

    private string? LinkName => (_sessionLink ?? _links.Current) is { IsOpen: true } link ? link.Name : null;

    private async Task<bool> SettleOnceAsync(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken ct)
    {
        if (message.Delivery is { Link.IsOpen: true } delivery) await delivery.Link.SettleAsync(delivery, settlement.Outcome, ct);
        else await _requests.SettleAsync(message.LockTokenGuid, settlement, _sessionLink?.SessionId, LinkName, ct);
        return true;
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct, TimeSpan extraTime = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed || _client.IsClosed, typeof(ServiceBusReceiver));
        if (_sessionLink is null) return await _client.Operations.RunAsync(_entityPath, attempt, ct, extraTime);
        return await _client.Operations.RunAsync(_entityPath, token => WhileSessionIsHeldAsync(_sessionLink, attempt, token), ct, extraTime);
    }

    private async Task<T> WhileSessionIsHeldAsync<T>(ReceivingLink link, Func<CancellationToken, Task<T>> attempt, CancellationToken ct)
    {
        if (!link.IsOpen) throw SessionLost(link, null);
        try
        {
            return await attempt(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !link.IsOpen && !IsClosed)
        {
            throw SessionLost(link, exception);
        }
    }

    public ServiceBusException SessionLost(ReceivingLink link, Exception? cause) => new(
        $"The lock on session '{link.SessionId}' is lost: {link.Error?.Description ?? "its link was closed"}. Accept the session again.",
        ServiceBusFailureReason.SessionLockLost, _entityPath, cause);

    private void TraceReceived(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        // An empty wait makes no span, and one that ended with messages has no meaningful beginning: it marks the arrival.
        if (!MessagingDiagnostics.Receiver.HasListeners()) return;
        using var activity = StartSpan("Receive");
        activity?.SetTag("messaging.batch.message_count", messages.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var message in messages)
        {
            if (MessagingDiagnostics.ContextOf(message) is var context && context != default) activity?.AddLink(new(context));
        }
    }

    private Activity? StartSpan(string operation, ServiceBusReceivedMessage? message = null)
    {
        var activity = MessagingDiagnostics.Start(
            MessagingDiagnostics.Receiver, "ServiceBusReceiver." + operation, ActivityKind.Client, _entityPath, _client.FullyQualifiedNamespace);
        if (activity is not null && message is not null) activity.SetTag("messaging.message.id", message.MessageId);
        return activity;
    }
}
