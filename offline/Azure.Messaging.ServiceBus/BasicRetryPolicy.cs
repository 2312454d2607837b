namespace Azure.Messaging.ServiceBus;

/// <summary>The policy of <see cref="ServiceBusRetryOptions"/>: transient errors only, growing delays with jitter.</summary>
internal sealed class BasicRetryPolicy(ServiceBusRetryOptions options) : ServiceBusRetryPolicy
{
    // Spreads the reconnects of many clients after a broker came back.
    private const double Jitter = 0.2;

    public override TimeSpan CalculateTryTimeout(int attemptCount) => options.TryTimeout;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
    {
        if (attemptCount > options.MaxRetries || !IsTransient(lastException)) return null;
        var growth = options.Mode == ServiceBusRetryMode.Fixed ? 1 : Math.Pow(2, Math.Min(attemptCount - 1, 20));
#pragma warning disable CA5394 // Not a secret.
        var spread = 1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1));
#pragma warning restore CA5394
        var ticks = Math.Min(options.Delay.Ticks * growth * spread, options.MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)ticks);
    }

    private static bool IsTransient(Exception exception) => exception is ServiceBusException { IsTransient: true } or TimeoutException;
}
