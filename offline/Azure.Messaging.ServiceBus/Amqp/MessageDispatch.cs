namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>One worker of a processor: receive, call the handler while the lock is kept, settle.</summary>
internal sealed class MessageDispatch(
    ServiceBusProcessor processor,
    ServiceBusReceiver receiver,
    Func<ServiceBusReceivedMessage, CancellationToken, Task> onMessage,
    Func<Exception, ServiceBusErrorSource, CancellationToken, Task> onError)
{
    // Renewed well before the end, so that a slow answer or a retry still comes in time.
    private const double RenewAfterShareOfLock = 0.5;
    private static readonly TimeSpan ShortestRenewal = TimeSpan.FromSeconds(1);

    private bool PeekLock => processor.ReceiveMode == ServiceBusReceiveMode.PeekLock;

    public async Task RunAsync(CancellationToken stop)
    {
        var errors = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var message = await receiver.ReceiveMessageAsync(null, stop);
                errors = 0;
                if (message is not null) await HandleAsync(message, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                await onError(exception, ServiceBusErrorSource.Receive, stop);
                await Task.Delay(processor.DelayAfterError(exception, ++errors), stop).ContinueWith(
                    static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message, CancellationToken stop)
    {
        using var handled = new CancellationTokenSource();
        var renewing = PeekLock && processor.MaxAutoLockRenewalDuration != TimeSpan.Zero ? KeepLockAsync(message, handled.Token) : Task.CompletedTask;
        var succeeded = false;
        try
        {
            await onMessage(message, stop);
            succeeded = true;
        }
        catch (Exception exception)
        {
            await onError(exception, ServiceBusErrorSource.ProcessMessageCallback, stop);
        }
        finally
        {
            await handled.CancelAsync();
            await renewing;
        }

        // A stop does not undo what was handled: settled without its token.
        if (PeekLock && !message.IsSettled) await SettleAsync(message, succeeded, stop);
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, bool succeeded, CancellationToken stop)
    {
        if (succeeded && !processor.AutoCompleteMessages) return;
        try
        {
            if (succeeded) await receiver.CompleteMessageAsync(message, CancellationToken.None);
            else await receiver.AbandonMessageAsync(message, null, CancellationToken.None);
        }
        catch (Exception exception)
        {
            await onError(exception, succeeded ? ServiceBusErrorSource.Complete : ServiceBusErrorSource.Abandon, stop);
        }
    }

    private async Task KeepLockAsync(ServiceBusReceivedMessage message, CancellationToken handled)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(handled);
        limit.CancelAfter(processor.MaxAutoLockRenewalDuration);
        try
        {
            while (true)
            {
                var left = message.LockedUntil - TimeProvider.System.GetUtcNow();
                var wait = left * RenewAfterShareOfLock;
                await Task.Delay(wait > ShortestRenewal ? wait : ShortestRenewal, limit.Token);
                if (message.IsSettled) return;
                await receiver.RenewMessageLockAsync(message, limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Handled, or for longer than the lock is to be kept.
        }
        catch (Exception exception)
        {
            await onError(exception, ServiceBusErrorSource.RenewLock, handled);
        }
    }
}
