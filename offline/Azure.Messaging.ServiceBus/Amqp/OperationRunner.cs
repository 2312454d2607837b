namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Runs one operation of the client: each attempt under its own time limit, transient failures tried again as the policy says.</summary>
internal sealed class OperationRunner(ServiceBusRetryPolicy policy)
{
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
            Exception failure;
            try
            {
                return await AttemptAsync(entityPath, attempt, policy.CalculateTryTimeout(failures) + extraTime, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                failure = AmqpErrors.Translate(exception, entityPath) ?? exception;
                if (policy.CalculateRetryDelay(failure, ++failures) is not { } delay)
                {
                    if (ReferenceEquals(failure, exception)) throw;
                    throw failure;
                }

                ServiceBusEventSource.Log.Retrying(entityPath, delay.TotalMilliseconds, failure.Message);
                await Task.Delay(delay, ct);
            }
        }
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
