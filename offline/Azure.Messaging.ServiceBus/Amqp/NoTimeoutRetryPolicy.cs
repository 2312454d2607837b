namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>A policy without retries after a timeout: where waiting is the operation, its end is the answer.</summary>
internal sealed class NoTimeoutRetryPolicy(ServiceBusRetryPolicy inner) : ServiceBusRetryPolicy
{
    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount) =>
        lastException is ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout } ? null : inner.CalculateRetryDelay(lastException, attemptCount);

    public override TimeSpan CalculateTryTimeout(int attemptCount) => inner.CalculateTryTimeout(attemptCount);
}
