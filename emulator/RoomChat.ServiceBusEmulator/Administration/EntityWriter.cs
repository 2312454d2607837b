using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Creates, changes and deletes entities and rules.</summary>
internal sealed class EntityWriter(ServiceBusNamespace entities)
{
    /// <returns>The entry of the new entity or rule.</returns>
    /// <exception cref="EntityException">The description is wrong, or the name is in use.</exception>
    public XElement Create(ResourcePath path, XElement description, RequestAddress address)
    {
        switch (path, description.Name.LocalName)
        {
            case (ResourcePath.Entity one, QueueXml.ElementName):
                return EntityReader.Entry(entities.Create(QueueXml.Read(description, new QueueDescription(one.Name))), address);
            case (ResourcePath.Entity one, TopicXml.ElementName):
                return EntityReader.Entry(entities.Create(TopicXml.Read(description, new TopicDescription(one.Name))), address);
            case (ResourcePath.Subscription one, SubscriptionXml.ElementName):
                var wanted = SubscriptionXml.Read(description, new SubscriptionDescription(one.Topic, one.Name));
                return EntityReader.Entry(entities.Create(wanted, FirstRules(description)), address);
            case (ResourcePath.Rule one, RuleXml.ElementName):
                var subscription = entities.GetSubscription(one.Topic, one.SubscriptionName);
                if (!subscription.TryAddRule(RuleXml.Read(one.Name, description)))
                    throw EntityException.AlreadyExists($"{subscription.Path}/Rules/{one.Name}");
                return EntityReader.Entry(subscription, one.Name, address);
            default:
                throw Mismatch(description);
        }
    }

    /// <returns>The entry of the changed entity or rule.</returns>
    /// <exception cref="EntityException">The description is wrong, or there is nothing of that name.</exception>
    public XElement Update(ResourcePath path, XElement description, RequestAddress address)
    {
        switch (path, description.Name.LocalName)
        {
            // Settings that cannot change keep their value if the request leaves them out.
            case (ResourcePath.Entity one, QueueXml.ElementName):
                var queue = entities.GetQueue(one.Name).Description;
                return EntityReader.Entry(entities.Update(QueueXml.Read(description, new QueueDescription(one.Name)
                {
                    RequiresSession = queue.RequiresSession,
                    RequiresDuplicateDetection = queue.RequiresDuplicateDetection,
                    EnablePartitioning = queue.EnablePartitioning,
                })), address);
            case (ResourcePath.Entity one, TopicXml.ElementName):
                var topic = entities.GetTopic(one.Name).Description;
                return EntityReader.Entry(entities.Update(TopicXml.Read(description, new TopicDescription(one.Name)
                {
                    RequiresDuplicateDetection = topic.RequiresDuplicateDetection,
                    EnablePartitioning = topic.EnablePartitioning,
                })), address);
            case (ResourcePath.Subscription one, SubscriptionXml.ElementName):
                var subscription = entities.GetSubscription(one.Topic, one.Name).Description;
                return EntityReader.Entry(entities.Update(SubscriptionXml.Read(
                    description,
                    new SubscriptionDescription(one.Topic, one.Name) { RequiresSession = subscription.RequiresSession })), address);
            case (ResourcePath.Rule one, RuleXml.ElementName):
                return UpdateRule(one, RuleXml.Read(one.Name, description), address);
            default:
                throw Mismatch(description);
        }
    }

    /// <exception cref="EntityException">There is nothing of that name.</exception>
    public void Delete(ResourcePath path)
    {
        switch (path)
        {
            case ResourcePath.Entity one:
                entities.Delete(EntityPath.Of(one.Name));
                break;
            case ResourcePath.Subscription one:
                entities.Delete(EntityPath.OfSubscription(one.Topic, one.Name));
                break;
            case ResourcePath.Rule one:
                var subscription = entities.GetSubscription(one.Topic, one.SubscriptionName);
                if (!subscription.TryRemoveRule(one.Name)) throw EntityException.NotFound($"{subscription.Path}/Rules/{one.Name}");
                break;
            default:
                throw EntityException.Invalid("Only queues, topics, subscriptions and rules can be deleted.");
        }
    }

    private XElement UpdateRule(ResourcePath.Rule path, SubscriptionRule rule, RequestAddress address)
    {
        var subscription = entities.GetSubscription(path.Topic, path.SubscriptionName);
        if (!subscription.TryReplaceRule(rule)) throw EntityException.NotFound($"{subscription.Path}/Rules/{path.Name}");
        return EntityReader.Entry(subscription, path.Name, address);
    }

    private static IReadOnlyList<SubscriptionRule>? FirstRules(XElement subscription) =>
        subscription.Element(DescriptionFields.Namespace + "DefaultRuleDescription") is { } rule ? [RuleXml.Read(name: null, rule)] : null;

    private static EntityException Mismatch(XElement description) =>
        EntityException.Invalid($"A '{description.Name.LocalName}' cannot be put to this address.");
}
