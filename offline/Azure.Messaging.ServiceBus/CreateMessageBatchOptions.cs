namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusMessageBatch"/>.</summary>
public class CreateMessageBatchOptions
{
    /// <summary>Most bytes of the batch; null for the most the broker takes.</summary>
    public long? MaxSizeInBytes { get; set; }
}
