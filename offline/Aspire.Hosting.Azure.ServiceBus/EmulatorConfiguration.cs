using System.Text.Json.Nodes;

namespace Aspire.Hosting.Azure;

/// <summary>The emulator's configuration file.</summary>
internal static class EmulatorConfiguration
{
    internal static JsonObject Of(AzureServiceBusResource bus) => new()
    {
        ["UserConfig"] = new JsonObject
        {
            ["Namespaces"] = new JsonArray(new JsonObject
            {
                ["Name"] = bus.Name,
                ["Queues"] = All(bus.Queues, static queue => Entity(queue.QueueName, EntityProperties.Of(queue))),
                ["Topics"] = All(bus.Topics, static topic => Entity(
                    topic.TopicName, EntityProperties.Of(topic), "Subscriptions", All(topic.Subscriptions, SubscriptionOf))),
            }),
            ["Logging"] = new JsonObject { ["Type"] = "File" },
        },
    };

    private static JsonObject SubscriptionOf(AzureServiceBusSubscriptionResource subscription) => Entity(
        subscription.SubscriptionName, EntityProperties.Of(subscription), "Rules", All(subscription.Rules, RuleOf));

    private static JsonObject RuleOf(AzureServiceBusRule rule) => Entity(rule.Name, new()
    {
        ["FilterType"] = rule.FilterType == AzureServiceBusFilterType.SqlFilter ? "Sql" : "Correlation",
        ["CorrelationFilter"] = EntityProperties.Of(rule.CorrelationFilter),
    });

    private static JsonObject Entity(string name, JsonObject properties, string? kind = null, JsonArray? children = null)
    {
        var entity = new JsonObject { ["Name"] = name, ["Properties"] = properties };
        if (kind is not null) entity[kind] = children;
        return entity;
    }

    private static JsonArray All<T>(IEnumerable<T> items, Func<T, JsonObject> write) => [.. items.Select(write)];
}
