using System.Globalization;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Returns entities and rules as entries, and lists of them in pages, sorted by name.</summary>
internal sealed class EntityReader(ServiceBusNamespace entities, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <exception cref="EntityException">The entity or rule does not exist.</exception>
    public XElement Read(ResourcePath path, PageRequest page, RequestAddress address) => path switch
    {
        ResourcePath.NamespaceInfo => NamespaceInfo(address),
        ResourcePath.Queues => List("Queues", "$Resources/Queues", Sorted<Queue>(), queue => Entry(queue, address), page, address),
        ResourcePath.Topics => List("Topics", "$Resources/Topics", Sorted<Topic>(), topic => Entry(topic, address), page, address),
        ResourcePath.Entity one => Entry(entities.GetEntity(one.Name), address),
        ResourcePath.Subscriptions of => List(
            "Subscriptions", $"{of.Topic}/Subscriptions", SortedSubscriptions(of.Topic), subscription =>
                Entry(subscription, address), page, address),
        ResourcePath.Subscription one => Entry(entities.GetSubscription(one.Topic, one.Name), address),
        ResourcePath.Rules of => ListRules(entities.GetSubscription(of.Topic, of.SubscriptionName), page, address),
        ResourcePath.Rule one => Entry(entities.GetSubscription(one.Topic, one.SubscriptionName), one.Name, address),
        _ => throw new InvalidOperationException($"There is nothing to tell of {path}."),
    };

    /// <summary>An entity as an entry.</summary>
    public static XElement Entry(IEntity entity, RequestAddress address)
    {
        var (title, content) = entity switch
        {
            Queue queue => (queue.Description.Name, QueueXml.Write(queue, address.Host)),
            Topic topic => (topic.Description.Name, TopicXml.Write(topic)),
            Subscription subscription => (subscription.Name, SubscriptionXml.Write(subscription, address.Host)),
            _ => throw new InvalidOperationException($"A {entity.GetType().Name} has no form for clients."),
        };
        return Atom.Entry(address.Of(entity.Path.Name), title, entity.Life.Created, entity.Life.Updated, content);
    }

    /// <summary>A rule as an entry.</summary>
    /// <exception cref="EntityException">The rule does not exist.</exception>
    public static XElement Entry(Subscription subscription, string rule, RequestAddress address) =>
        Entry(
            subscription,
            subscription.Rules.FirstOrDefault(one => one.IsNamed(rule))
                ?? throw EntityException.NotFound($"{subscription.Path}/Rules/{rule}"),
            address);

    private static XElement Entry(Subscription subscription, SubscriptionRule rule, RequestAddress address)
    {
        var created = rule.CreatedAt ?? subscription.Life.Created;
        return Atom.Entry(address.Of($"{subscription.Path}/Rules/{rule.Name}"), rule.Name, created, created, RuleXml.Write(rule));
    }

    private XElement ListRules(Subscription subscription, PageRequest page, RequestAddress address) =>
        List("Rules", $"{subscription.Path}/Rules", subscription.Rules, rule => Entry(subscription, rule, address), page, address);

    private XElement List<T>(
        string title, string path, IEnumerable<T> all, Func<T, XElement> toEntry, PageRequest page, RequestAddress address)
    {
        var wanted = all.Skip(page.Skip).Take(page.Top + 1).ToList();
        var more = wanted.Count > page.Top;
        var url = address.Of(path);
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var next = more
            ? string.Create(CultureInfo.InvariantCulture, $"{url}{separator}$skip={page.Skip + page.Top}&$top={page.Top}")
            : null;
        return Atom.Feed(url, title, time.GetUtcNow(), next, wanted.Take(page.Top).Select(toEntry));
    }

    private IEnumerable<T> Sorted<T>() where T : IEntity =>
        entities.Entities.OfType<T>().OrderBy(static entity => entity.Path.Name, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<Subscription> SortedSubscriptions(string topic) =>
        entities.GetTopic(topic).Subscriptions.OrderBy(static subscription => subscription.Name, StringComparer.OrdinalIgnoreCase);

    private XElement NamespaceInfo(RequestAddress address)
    {
        const string Name = "sbemulatorns";
        var info = new DescriptionElement("NamespaceInfo")
            .Add("CreatedTime", _started)
            .Add("MessagingSKU", "Standard")
            .Add("ModifiedTime", _started)
            .Add("Name", Name)
            .Add("NamespaceType", "Messaging")
            .Xml;
        return Atom.Entry(address.Of("$namespaceinfo"), Name, _started, _started, info);
    }
}
