using System.Globalization;
using System.Text.Json.Nodes;

namespace RoomChat.Benchmarks.Broker;

/// <summary>
/// What the broker starts with: one topic, and one subscription that gets everything or many with a correlation filter each.
/// </summary>
internal static class BrokerTopology
{
    public const string Topic = "messages";

    /// <summary>The subscription that gets what the load sends.</summary>
    public const string Subscription = "room-0";

    public const string RoomProperty = "room_id";

    public static JsonObject WithOneSubscription() => Of([Entry(Subscription, rules: null)]);

    /// <summary>Each gets everything.</summary>
    public static JsonObject WithCopies(int subscriptions) => Of([.. NamesOf(subscriptions).Select(name => Entry(name, rules: null))]);

    /// <summary>Each wants one value of <see cref="RoomProperty"/>, its own name.</summary>
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
