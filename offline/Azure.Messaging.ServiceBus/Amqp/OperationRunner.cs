namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Runs one operation of the client: each attempt under its own time limit, transient failures tried again as the policy says.</summary>
internal sealed class OperationRunner(ServiceBusRetryPolicy policy, TimeProvider? time = null)
{
    // As the official client: a broker that says it is busy is left alone for this long by all operations.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _busyUntil;

    public ServiceBusRetryPolicy Policy => policy;

    public Task RunAsync(string entityPath, Func<CancellationToken, Task> attempt, CancellationToken ct) => RunAsync<object?>(
        entityPath,
        async token =>
        {
            await attempt(token);
            return null;
        },
        ct);

    /// <param name="entityPath">The entity, for error texts.</param>
    /// <param name="attempt">The operation.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="extraTime">Time that the attempt may spend waiting on purpose, on top of the policy's limit.</param>
    public async Task<T> RunAsync<T>(string entityPath, Func<CancellationToken, Task<T>> attempt, CancellationToken ct, TimeSpan extraTime = default)
    {
        for (var failures = 0; ;)
        {
            ct.ThrowIfCancellationRequested();
            await WaitWhileBusyAsync(entityPath, policy.CalculateTryTimeout(failures), ct);
            Exception failure;
            try
            {
                return await AttemptAsync(entityPath, attempt, policy.CalculateTryTimeout(failures) + extraTime, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                failure = AmqpErrors.Translate(exception, entityPath) ?? exception;
                if (failure is ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy }) Volatile.Write(ref _busyUntil, (_time.GetUtcNow() + Rest).UtcTicks);
                if (policy.CalculateRetryDelay(failure, ++failures) is not { } delay)
                {
                    if (ReferenceEquals(failure, exception)) throw;
                    throw failure;
                }

                ServiceBusEventSource.Log.Retrying(entityPath, delay.TotalMilliseconds, failure.Message);
                await Task.Delay(delay, _time, ct);
            }
        }
    }

    private async Task WaitWhileBusyAsync(string entityPath, TimeSpan tryTimeout, CancellationToken ct)
    {
        var left = TimeSpan.FromTicks(Volatile.Read(ref _busyUntil) - _time.GetUtcNow().UtcTicks);
        if (left <= TimeSpan.Zero) return;
        await Task.Delay(left < tryTimeout ? left : tryTimeout, _time, ct);
        if (left > tryTimeout) throw new ServiceBusException("The broker was busy a moment ago.", ServiceBusFailureReason.ServiceBusy, entityPath);
    }

    private static async Task<T> AttemptAsync<T>(string entityPath, Func<CancellationToken, Task<T>> attempt, TimeSpan limit, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(limit);
        try
        {
            return await attempt(limited.Token);
        }
        catch (OperationCanceledException exception) when (limited.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new ServiceBusException($"The broker did not answer within {limit.TotalSeconds:0.#} s.", ServiceBusFailureReason.ServiceTimeout, entityPath, exception);
        }
    }
}
