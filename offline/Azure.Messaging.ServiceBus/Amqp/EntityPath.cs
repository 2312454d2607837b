namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Spells the addresses of entities.</summary>
internal static class EntityPath
{
    public static string Subscription(string topicName, string subscriptionName) => $"{topicName}/Subscriptions/{subscriptionName}";

    public static string WithSubQueue(string entityPath, SubQueue subQueue) => subQueue switch
    {
        SubQueue.None => entityPath,
        SubQueue.DeadLetter => entityPath + "/$DeadLetterQueue",
        SubQueue.TransferDeadLetter => entityPath + "/$Transfer/$DeadLetterQueue",
        _ => throw new ArgumentOutOfRangeException(nameof(subQueue), subQueue, "Not a sub-queue."),
    };

    public static string Management(string entityPath) => entityPath + "/$management";
}
