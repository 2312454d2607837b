using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>One session of a session processor, from its acceptance until it is idle, released, lost or the processor stops.</summary>
internal sealed class SessionInHand
{
    private readonly ServiceBusSessionProcessor _processor;
    private readonly ServiceBusSessionReceiver _receiver;
    private readonly HandlingRules _rules;
    private readonly ErrorReports _reports;
    private readonly CancellationToken _stop;
    private readonly WorkerPool _workers;
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LockLoss> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _stopOrLost;
    private int _busy;
    private int _waitsInVain;

    public SessionInHand(ServiceBusSessionProcessor processor, ServiceBusSessionReceiver receiver, HandlingRules rules, ErrorReports reports, CancellationToken stop)
    {
        (_processor, _receiver, _rules, _reports, _stop) = (processor, receiver, rules, reports, stop);
        var loop = new ReceiveLoop(receiver, processor.SessionIdleTimeout, HandleAsync, reports) { OnNothing = EndIfIdle, MayGoOn = EndIfClosed };
        _workers = new(worker => loop.RunAsync(worker.Retire));
    }

    /// <summary>Whether the session is held on to when it has no messages.</summary>
    public required Func<bool> KeepWhenIdle { get; init; }

    public void Resize(int concurrency) => _workers.Resize(concurrency);

    public void Prefetch(int count) => _receiver.ChangePrefetch(count);

    /// <summary>Receives no more; handlers under way finish, then the session is given back.</summary>
    public void Release() => _ending.TrySetResult();

    public async Task RunAsync(CancellationToken retire)
    {
        using var stopOrLost = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        using var done = new CancellationTokenSource();
        _stopOrLost = stopOrLost.Token;
        var keeping = KeepLockAsync(stopOrLost, done.Token);
        await using (retire.Register(Release))
        {
            if (await TryAsync(_processor.OnSessionInitializingAsync, ServiceBusErrorSource.AcceptSession) is { } failure)
            {
                await _reports.PauseAfterAsync(failure, 1, retire);
            }
            else
            {
                Resize(_processor.MaxConcurrentCallsPerSession);
                await _ending.Task;
                await _workers.StopAsync();
            }
        }

        await TryAsync(_processor.OnSessionClosingAsync, ServiceBusErrorSource.CloseSession);
        await done.CancelAsync();
        await keeping;
        await _receiver.CloseAsync(CancellationToken.None);
    }

    // The session is idle when all workers have waited in vain, one after the other.
    private void EndIfIdle()
    {
        var allWaited = Interlocked.Increment(ref _waitsInVain) >= _processor.MaxConcurrentCallsPerSession && Volatile.Read(ref _busy) == 0;
        if (allWaited && !KeepWhenIdle()) Release();
    }

    private bool EndIfClosed()
    {
        if (!_receiver.IsClosed) return true;
        Release();
        return false;
    }

    private async Task<Exception?> TryAsync(Func<ProcessSessionEventArgs, Task> handler, ServiceBusErrorSource source)
    {
        try
        {
            await handler(new(_receiver, _processor.Identifier, _stopOrLost) { Session = this });
            return null;
        }
        catch (Exception exception)
        {
            await _reports.ReportAsync(exception, source);
            return exception;
        }
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message)
    {
        Interlocked.Increment(ref _busy);
        Interlocked.Exchange(ref _waitsInVain, 0);
        try
        {
            using var scope = new HandlerScope(_receiver, _rules, _reports, _stop) { WatchLock = WatchSessionAsync };
            var args = new ProcessSessionMessageEventArgs(message, _receiver, _processor.Identifier, _stopOrLost) { Scope = scope, Session = this };
            await scope.RunAsync(
                message, () => CallAsync(args), loss => args.OnSessionLockLostAsync(new(message, _receiver.SessionLockedUntil, loss.Cause)));
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private async Task CallAsync(ProcessSessionMessageEventArgs args)
    {
        using var activity = MessagingDiagnostics.StartProcessing(
            MessagingDiagnostics.SessionProcessor, "ServiceBusSessionProcessor.ProcessSessionMessage", args.Message, args.EntityPath, args.FullyQualifiedNamespace);
        await activity.TraceAsync(() => _processor.OnProcessSessionMessageAsync(args));
    }

    // Messages of a session have no locks of their own.
    private async Task<LockLoss?> WatchSessionAsync(ServiceBusReceivedMessage message, CancellationToken done)
    {
        try
        {
            return await _lost.Task.WaitAsync(done);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task KeepLockAsync(CancellationTokenSource stopOrLost, CancellationToken done)
    {
        // Without a timer a linked source only has to let go of what it is linked to, which ends here as well.
        var doneOrClosed = CancellationTokenSource.CreateLinkedTokenSource(done);
        _ = _receiver.WhenLinkClosed.ContinueWith(
            _ => doneOrClosed.Cancel(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var keeping = new LockKeeping(
            () => _receiver.SessionLockedUntil, _receiver.RenewSessionLockAsync, _rules.RenewLocksFor,
            exception => _reports.ReportAsync(exception, ServiceBusErrorSource.RenewLock));
        var loss = await keeping.RunAsync(doneOrClosed.Token);
        if (done.IsCancellationRequested) return;
        // The broker ends the link of a lost session.
        _lost.TrySetResult(loss ?? new(_receiver.SessionLost(null)));
        await stopOrLost.CancelAsync();
        Release();
    }
}
