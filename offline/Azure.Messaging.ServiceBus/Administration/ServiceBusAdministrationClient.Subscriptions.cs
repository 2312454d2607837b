using Azure.Messaging.ServiceBus.Administration.Atom;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus.Administration;

/// <content>Subscriptions.</content>
public partial class ServiceBusAdministrationClient
{
    /// <summary>Creates a subscription with default settings, which takes all messages.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: the topic has a subscription of this name.</exception>
    public virtual Task<Response<SubscriptionProperties>> CreateSubscriptionAsync(
        string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        CreateSubscriptionAsync(new CreateSubscriptionOptions(topicName, subscriptionName), cancellationToken);

    /// <summary>Creates a subscription, which takes all messages.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: the topic has a subscription of this name.</exception>
    public virtual Task<Response<SubscriptionProperties>> CreateSubscriptionAsync(CreateSubscriptionOptions options, CancellationToken cancellationToken = default) =>
        CreateSubscriptionAsync(options, new CreateRuleOptions(), cancellationToken);

    /// <summary>Creates a subscription whose first rule is the one given.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: the topic has a subscription of this name.</exception>
    public virtual Task<Response<SubscriptionProperties>> CreateSubscriptionAsync(
        CreateSubscriptionOptions options, CreateRuleOptions rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rule);
        return TraceAsync("CreateSubscription", () => PutAsync(options.Properties, rule, isUpdate: false, cancellationToken));
    }

    /// <summary>Finds a subscription.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the topic has no subscription of this name.</exception>
    public virtual Task<Response<SubscriptionProperties>> GetSubscriptionAsync(
        string topicName, string subscriptionName, CancellationToken cancellationToken = default)
    {
        var path = PathOf(topicName, subscriptionName);
        return TraceAsync("GetSubscription", () => _api.GetAsync(SubscriptionKind(topicName), path, enrich: false, cancellationToken));
    }

    /// <summary>Tells what goes on in a subscription.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the topic has no subscription of this name.</exception>
    public virtual Task<Response<SubscriptionRuntimeProperties>> GetSubscriptionRuntimePropertiesAsync(
        string topicName, string subscriptionName, CancellationToken cancellationToken = default)
    {
        var path = PathOf(topicName, subscriptionName);
        return TraceAsync("GetSubscriptionRuntimeProperties", () => _api.GetAsync(SubscriptionRuntimeKind(topicName), path, enrich: true, cancellationToken));
    }

    /// <summary>Lists the subscriptions of a topic, page by page while enumerated.</summary>
    public virtual AsyncPageable<SubscriptionProperties> GetSubscriptionsAsync(string topicName, CancellationToken cancellationToken = default) =>
        _api.List(SubscriptionKind(topicName), EntityNames.CheckedPath(topicName, nameof(topicName)) + "/Subscriptions", cancellationToken);

    /// <summary>Lists what goes on in the subscriptions of a topic, page by page while enumerated.</summary>
    public virtual AsyncPageable<SubscriptionRuntimeProperties> GetSubscriptionsRuntimePropertiesAsync(
        string topicName, CancellationToken cancellationToken = default) =>
        _api.List(SubscriptionRuntimeKind(topicName), EntityNames.CheckedPath(topicName, nameof(topicName)) + "/Subscriptions", cancellationToken);

    /// <summary>Whether the topic has a subscription of this name.</summary>
    public virtual Task<Response<bool>> SubscriptionExistsAsync(string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        ExistsAsync(() => GetSubscriptionAsync(topicName, subscriptionName, cancellationToken));

    /// <summary>Changes a subscription: get it, set what is to change, and give it here.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the topic has no subscription of this name.</exception>
    public virtual Task<Response<SubscriptionProperties>> UpdateSubscriptionAsync(SubscriptionProperties subscription, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return TraceAsync("UpdateSubscription", () => PutAsync(subscription, firstRule: null, isUpdate: true, cancellationToken));
    }

    /// <summary>Deletes a subscription with all its messages.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the topic has no subscription of this name.</exception>
    public virtual Task<Response> DeleteSubscriptionAsync(string topicName, string subscriptionName, CancellationToken cancellationToken = default)
    {
        var path = PathOf(topicName, subscriptionName);
        return TraceAsync("DeleteSubscription", () => _api.DeleteAsync(path, cancellationToken));
    }

    private static AtomKind<SubscriptionProperties> SubscriptionKind(string topic) => new(SubscriptionXml.Name, entry => SubscriptionXml.Read(topic, entry));

    private static AtomKind<SubscriptionRuntimeProperties> SubscriptionRuntimeKind(string topic) =>
        new(SubscriptionXml.Name, entry => SubscriptionXml.ReadRuntime(topic, entry));

    private static string PathOf(string topicName, string subscriptionName) => EntityPath.Subscription(
        EntityNames.CheckedPath(topicName, nameof(topicName)), EntityNames.CheckedSegment(subscriptionName, nameof(subscriptionName)));

    private Task<Response<SubscriptionProperties>> PutAsync(SubscriptionProperties properties, CreateRuleOptions? firstRule, bool isUpdate, CancellationToken ct) =>
        _api.PutAsync(
            SubscriptionKind(properties.TopicName),
            PathOf(properties.TopicName, properties.SubscriptionName),
            new(SubscriptionXml.Write(properties, firstRule, _api.AddressOf), isUpdate, properties.ForwardTo, properties.ForwardDeadLetteredMessagesTo),
            ct);
}
