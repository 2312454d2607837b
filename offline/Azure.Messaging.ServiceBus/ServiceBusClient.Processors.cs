using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <content>What receives in the background.</content>
public partial class ServiceBusClient
{
    /// <summary>Makes a processor of a queue.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string queueName) => CreateProcessor(queueName, new ServiceBusProcessorOptions());

    /// <summary>Makes a processor of a queue.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions? options) => NewProcessor(Checked(queueName), options);

    /// <summary>Makes a processor of a subscription.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName) => CreateProcessor(topicName, subscriptionName, new());

    /// <summary>Makes a processor of a subscription.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName, ServiceBusProcessorOptions? options) =>
        NewProcessor(EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)), options);

    /// <summary>Makes a processor of a queue that requires sessions.</summary>
    public virtual ServiceBusSessionProcessor CreateSessionProcessor(string queueName, ServiceBusSessionProcessorOptions? options = null)
    {
        ThrowIfClosed();
        return new(options, this, Checked(queueName));
    }

    /// <summary>Makes a processor of a subscription that requires sessions.</summary>
    public virtual ServiceBusSessionProcessor CreateSessionProcessor(string topicName, string subscriptionName, ServiceBusSessionProcessorOptions? options = null)
    {
        ThrowIfClosed();
        return new(options, this, EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)));
    }

    private ServiceBusProcessor NewProcessor(string entityPath, ServiceBusProcessorOptions? options)
    {
        ThrowIfClosed();
        return new(options, this, entityPath);
    }
}
