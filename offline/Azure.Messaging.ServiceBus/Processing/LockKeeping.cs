using System.Diagnostics;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>Renews a lock for as long as somebody needs it, and says when it is lost.</summary>
/// <param name="lockedUntil">When the lock ends, as of now.</param>
/// <param name="renew">Renews it.</param>
/// <param name="renewFor">For how long it is renewed; infinite allowed.</param>
/// <param name="onError">Told of each failed renewal.</param>
internal sealed class LockKeeping(Func<DateTimeOffset> lockedUntil, Func<CancellationToken, Task> renew, TimeSpan renewFor, Func<Exception, Task> onError)
{
    // Renewed well before the end, so that a slow answer or a retry still comes in time.
    private const double RenewAfterShareOfLock = 0.5;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <param name="done">The lock is not needed any more.</param>
    /// <returns>How the lock was lost; null when it was held to the end.</returns>
    public async Task<LockLoss?> RunAsync(CancellationToken done)
    {
        var started = Stopwatch.GetTimestamp();
        var renewing = renewFor != TimeSpan.Zero;
        try
        {
            while (true)
            {
                var left = lockedUntil() - TimeProvider.System.GetUtcNow();
                if (left <= TimeSpan.Zero) return new(null);
                renewing = renewing && (renewFor == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(started) < renewFor);
                await Task.Delay(WaitFor(left, renewing), done);
                if (!renewing) continue;
                if (await TryRenewAsync(done) is not { } failure) continue;
                if (failure is ServiceBusException { Reason: ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost }) return new(failure);
                renewing = failure is ServiceBusException { IsTransient: true };
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            return null;
        }
    }

    private static TimeSpan WaitFor(TimeSpan left, bool renewing)
    {
        var wait = renewing ? left * RenewAfterShareOfLock : left;
        return wait > ShortestWait ? wait : ShortestWait;
    }

    private async Task<Exception?> TryRenewAsync(CancellationToken done)
    {
        try
        {
            await renew(done);
            return null;
        }
        catch (Exception exception) when (!done.IsCancellationRequested)
        {
            await onError(exception);
            return exception;
        }
    }
}
