namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>A lock is gone.</summary>
/// <param name="Cause">How a renewal failed; null when the lock's time passed.</param>
internal sealed record LockLoss(Exception? Cause);
