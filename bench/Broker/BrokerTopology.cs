using System.Globalization;
using System.Text.Json.Nodes;

namespace RoomChat.Benchmarks.Broker;

/// <summary>
/// The initial topology of the broker: one topic with one subscription for all messages, or with many filtered subscriptions.
/// </summary>
internal static class BrokerTopology
{
    public const string Topic = "messages";

    /// <summary>The subscription that gets the messages of the load.</summary>
    public const string Subscription = "room-0";

    public const string RoomProperty = "room_id";

    public static JsonObject WithOneSubscription() => Of([Entry(Subscription, rules: null)]);

    /// <summary>Each subscription gets every message.</summary>
    public static JsonObject WithCopies(int subscriptions) => Of([.. NamesOf(subscriptions).Select(name => Entry(name, rules: null))]);

    /// <summary>Each subscription filters for one value of <see cref="RoomProperty"/>: its own name.</summary>
    public static JsonObject WithFilters(int subscriptions) =>
        Of([.. NamesOf(subscriptions).Select(name => Entry(name, [Rule(name)]))]);

    private static IEnumerable<string> NamesOf(int subscriptions) =>
        Enumerable.Range(0, subscriptions).Select(number => string.Create(CultureInfo.InvariantCulture, $"room-{number}"));

    private static JsonObject Of(JsonArray subscriptions) => new()
    {
        ["UserConfig"] = new JsonObject
        {
            ["Namespaces"] = new JsonArray(new JsonObject
            {
                ["Name"] = "sbemulatorns",
                ["Topics"] = new JsonArray(new JsonObject { ["Name"] = Topic, ["Subscriptions"] = subscriptions }),
            }),
        },
    };

    private static JsonObject Entry(string name, JsonArray? rules) => new()
    {
        ["Name"] = name,
        ["Properties"] = new JsonObject { ["LockDuration"] = "PT5M", ["MaxDeliveryCount"] = 10 },
        ["Rules"] = rules,
    };

    private static JsonObject Rule(string value) => new()
    {
        ["Name"] = "room",
        ["Properties"] = new JsonObject
        {
            ["FilterType"] = "Correlation",
            ["CorrelationFilter"] = new JsonObject { ["Properties"] = new JsonObject { [RoomProperty] = value } },
        },
    };
}
