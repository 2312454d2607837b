using System.Text.Json.Nodes;

namespace Aspire.Hosting.Azure;

/// <summary>The emulator's configuration file.</summary>
internal static class EmulatorConfiguration
{
    internal static JsonNode Of(AzureServiceBusResource bus) => new JsonObject
    {
        ["UserConfig"] = new JsonObject
        {
            ["Namespaces"] = new JsonArray(new JsonObject
            {
                ["Name"] = bus.Name,
                ["Queues"] = Array(bus.Queues, static queue => Entity(queue.QueueName, queue.SetProperties)),
                ["Topics"] = Array(bus.Topics, TopicOf),
            }),
            ["Logging"] = new JsonObject { ["Type"] = "File" },
        },
    };

    private static JsonObject TopicOf(AzureServiceBusTopicResource topic)
    {
        var entity = Entity(topic.TopicName, topic.SetProperties);
        entity["Subscriptions"] = Array(topic.Subscriptions, static subscription =>
        {
            var entity = Entity(subscription.SubscriptionName, subscription.SetProperties);
            entity["Rules"] = Array(subscription.Rules, static rule => Entity(rule.Name, new JsonObject
            {
                ["FilterType"] = rule.FilterType == AzureServiceBusFilterType.SqlFilter ? "Sql" : "Correlation",
                ["CorrelationFilter"] = rule.CorrelationFilter.SetProperties,
            }));
            return entity;
        });
        return entity;
    }

    private static JsonObject Entity(string name, JsonObject properties) => new() { ["Name"] = name, ["Properties"] = properties };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);
}
