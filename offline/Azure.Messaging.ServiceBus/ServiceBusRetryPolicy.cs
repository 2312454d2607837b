using System.ComponentModel;

namespace Azure.Messaging.ServiceBus;

/// <summary>Decides whether and when a failed operation is tried again.</summary>
public abstract class ServiceBusRetryPolicy
{
    /// <summary>The delay before the next attempt, or null to give up.</summary>
    /// <param name="lastException">How the last attempt failed.</param>
    /// <param name="attemptCount">Failed attempts so far, from 1.</param>
    public abstract TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount);

    /// <summary>The longest time for an attempt.</summary>
    /// <param name="attemptCount">Failed attempts so far, from 0.</param>
    public abstract TimeSpan CalculateTryTimeout(int attemptCount);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string? ToString() => base.ToString();
}
