namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>
/// Checks the values of settings, and which settings may change. Bounds are those of Service Bus, or wider where tests need short times.
/// </summary>
internal static class DescriptionRules
{
    /// <summary>The shortest <c>AutoDeleteOnIdle</c>.</summary>
    public static readonly TimeSpan ShortestIdle = TimeSpan.FromMinutes(5);

    private const int MaxUserMetadataLength = 1024;
    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestDuplicateWindow = TimeSpan.FromDays(7);

    /// <exception cref="EntityException">A name or setting is out of its bounds.</exception>
    public static void Check(QueueDescription queue)
    {
        EntityName.CheckPath(queue.Name);
        CheckReceiving(queue.Name, queue.LockDuration, queue.MaxDeliveryCount);
        CheckTimes(queue.Name, queue.DefaultMessageTimeToLive, queue.AutoDeleteOnIdle, queue.UserMetadata);
        CheckWindow(queue.Name, queue.DuplicateDetectionHistoryTimeWindow);
        CheckForwarding(queue.Name, queue.Name, queue.RequiresSession, queue.ForwardTo, queue.ForwardDeadLetteredMessagesTo);
    }

    /// <exception cref="EntityException">A name or setting is out of its bounds.</exception>
    public static void Check(TopicDescription topic)
    {
        EntityName.CheckPath(topic.Name);
        CheckTimes(topic.Name, topic.DefaultMessageTimeToLive, topic.AutoDeleteOnIdle, topic.UserMetadata);
        CheckWindow(topic.Name, topic.DuplicateDetectionHistoryTimeWindow);
        Require(topic.Status != EntityStatus.ReceiveDisabled, topic.Name, "Status", "of a topic cannot be ReceiveDisabled");
    }

    /// <exception cref="EntityException">A name or setting is out of its bounds.</exception>
    public static void Check(SubscriptionDescription subscription)
    {
        EntityName.CheckSubscription(subscription.Name);
        CheckReceiving(subscription.Name, subscription.LockDuration, subscription.MaxDeliveryCount);
        CheckTimes(subscription.Name, subscription.DefaultMessageTimeToLive, subscription.AutoDeleteOnIdle, subscription.UserMetadata);
        Require(subscription.Status != EntityStatus.SendDisabled, subscription.Name, "Status", "of a subscription cannot be SendDisabled");
        CheckForwarding(
            subscription.Name,
            subscription.TopicName,
            subscription.RequiresSession,
            subscription.ForwardTo,
            subscription.ForwardDeadLetteredMessagesTo);
    }

    /// <exception cref="EntityException">A setting that cannot change is different.</exception>
    public static void CheckUpdate(QueueDescription now, QueueDescription wanted)
    {
        CheckSame(now.Name, nameof(now.RequiresSession), now.RequiresSession, wanted.RequiresSession);
        CheckSame(now.Name, nameof(now.RequiresDuplicateDetection), now.RequiresDuplicateDetection, wanted.RequiresDuplicateDetection);
        CheckSame(now.Name, nameof(now.EnablePartitioning), now.EnablePartitioning, wanted.EnablePartitioning);
    }

    /// <exception cref="EntityException">A setting that cannot change is different.</exception>
    public static void CheckUpdate(TopicDescription now, TopicDescription wanted)
    {
        CheckSame(now.Name, nameof(now.RequiresDuplicateDetection), now.RequiresDuplicateDetection, wanted.RequiresDuplicateDetection);
        CheckSame(now.Name, nameof(now.EnablePartitioning), now.EnablePartitioning, wanted.EnablePartitioning);
    }

    /// <exception cref="EntityException">A setting that cannot change is different.</exception>
    public static void CheckUpdate(SubscriptionDescription now, SubscriptionDescription wanted) =>
        CheckSame(now.Name, nameof(now.RequiresSession), now.RequiresSession, wanted.RequiresSession);

    private static void CheckReceiving(string name, TimeSpan lockDuration, int maxDeliveryCount)
    {
        var isGood = lockDuration > TimeSpan.Zero && lockDuration <= LongestLock;
        Require(isGood, name, "LockDuration", "must be more than 0 and at most 5 minutes");
        Require(maxDeliveryCount >= 1, name, "MaxDeliveryCount", "must be at least 1");
    }

    private static void CheckTimes(string name, TimeSpan timeToLive, TimeSpan autoDelete, string? userMetadata)
    {
        Require(timeToLive > TimeSpan.Zero, name, "DefaultMessageTimeToLive", "must be more than 0");
        Require(autoDelete >= ShortestIdle, name, "AutoDeleteOnIdle", "must be at least 5 minutes");
        var isShort = userMetadata is not { Length: > MaxUserMetadataLength };
        Require(isShort, name, "UserMetadata", $"can have at most {MaxUserMetadataLength} characters");
    }

    private static void CheckWindow(string name, TimeSpan window)
    {
        var isGood = window > TimeSpan.Zero && window <= LongestDuplicateWindow;
        Require(isGood, name, "DuplicateDetectionHistoryTimeWindow", "must be more than 0 and at most 7 days");
    }

    private static void CheckForwarding(string name, string origin, bool requiresSession, string? forwardTo, string? forwardDeadLettersTo)
    {
        const string Back = "cannot lead back to the entity itself";
        Require(forwardTo is null || !requiresSession, name, "ForwardTo", "is not possible for an entity that requires sessions");
        Require(!IsOrigin(forwardTo), name, "ForwardTo", Back);
        Require(!IsOrigin(forwardDeadLettersTo), name, "ForwardDeadLetteredMessagesTo", Back);

        bool IsOrigin(string? target) => string.Equals(origin, target, StringComparison.OrdinalIgnoreCase);
    }

    private static void CheckSame(string name, string setting, bool now, bool wanted)
    {
        if (now == wanted) return;
        throw new EntityException(EntityFault.Unchangeable, $"'{name}': {setting} cannot be changed after creation.") { Setting = setting };
    }

    private static void Require(bool holds, string name, string setting, string rule)
    {
        if (!holds) throw EntityException.Invalid($"'{name}': {setting} {rule}.", setting);
    }
}
