namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>
/// One call of the application's handler: the message it is for and those it receives itself meanwhile. Their locks are watched while it runs, and
/// what it has not settled is settled after it.
/// </summary>
internal sealed class HandlerScope(ServiceBusReceiver receiver, HandlingRules rules, ErrorReports reports, CancellationToken stop)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ServiceBusReceivedMessage> _messages = [];
    private readonly List<Task> _watches = [];
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Completes when a message's lock is lost, or with null when its token fires; null where there are no locks.</summary>
    public required Func<ServiceBusReceivedMessage, CancellationToken, Task<LockLoss?>>? WatchLock { get; init; }

    /// <summary>Calls the handler.</summary>
    /// <param name="message">What it is for.</param>
    /// <param name="handler">The call.</param>
    /// <param name="onLockLost">Called when the message's lock is lost while the handler runs.</param>
    public async Task RunAsync(ServiceBusReceivedMessage message, Func<Task> handler, Func<LockLoss, Task> onLockLost)
    {
        Add(message, onLockLost);
        Exception? failure = null;
        try
        {
            await handler();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await EndAsync();
        // A handler that gave up because of the stop has not failed; its messages come again when their locks end.
        if (failure is OperationCanceledException && stop.IsCancellationRequested) return;
        if (failure is not null) await reports.ReportAsync(failure, ServiceBusErrorSource.ProcessMessageCallback);
        if (rules.PeekLock) await SettleAsync(failure);
    }

    /// <summary>Adds what the handler received itself.</summary>
    public void Add(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        foreach (var message in messages) Add(message, static _ => Task.CompletedTask);
    }

    public void Dispose() => _ended.Dispose();

    /// <exception cref="InvalidOperationException">The handler has returned.</exception>
    public void ThrowIfEnded()
    {
        if (_ended.IsCancellationRequested) throw new InvalidOperationException("Messages can be received this way only while the handler runs.");
    }

    private void Add(ServiceBusReceivedMessage message, Func<LockLoss, Task> onLockLost)
    {
        lock (_gate)
        {
            // What arrives after the end is left alone: its lock ends by itself.
            if (_ended.IsCancellationRequested) return;
            _messages.Add(message);
            if (WatchLock is not null) _watches.Add(WatchAsync(WatchLock, message, onLockLost));
        }
    }

    private async Task WatchAsync(
        Func<ServiceBusReceivedMessage, CancellationToken, Task<LockLoss?>> watchLock, ServiceBusReceivedMessage message, Func<LockLoss, Task> onLockLost)
    {
        var loss = await watchLock(message, _ended.Token);
        if (loss is null || message.IsSettled) return;
        try
        {
            await onLockLost(loss);
        }
        catch (Exception exception)
        {
            await reports.ReportAsync(exception, ServiceBusErrorSource.RenewLock);
        }
    }

    private async Task EndAsync()
    {
        await _ended.CancelAsync();
        Task[] watches;
        lock (_gate) watches = [.. _watches];
        await Task.WhenAll(watches);
    }

    private async Task SettleAsync(Exception? failure)
    {
        if (failure is null && !rules.AutoComplete) return;
        if (failure is ServiceBusException { Reason: ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost }) return;
        foreach (var message in _messages)
        {
            if (message.IsSettled) continue;
            try
            {
                // A stop does not undo what was handled: settled without its token.
                if (failure is null) await receiver.CompleteMessageAsync(message, CancellationToken.None);
                else await receiver.AbandonMessageAsync(message, null, CancellationToken.None);
            }
            catch (Exception exception)
            {
                await reports.ReportAsync(exception, failure is null ? ServiceBusErrorSource.Complete : ServiceBusErrorSource.Abandon);
            }
        }
    }
}
