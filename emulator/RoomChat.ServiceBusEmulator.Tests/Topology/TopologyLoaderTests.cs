using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Topology;

namespace RoomChat.ServiceBusEmulator.Tests.Topology;

public sealed class TopologyLoaderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Entities_rules_and_defaults_are_read_from_the_file()
    {
        using var entities = Load("""
            // Microsoft's samples have comments.
            { "UserConfig": { "Namespaces": [ { "Name": "sbemulatorns",
              "Queues": [ { "Name": "Jobs" } ],
              "Topics": [ { "Name": "shop-events", "Properties": { "DefaultMessageTimeToLive": "PT5M" }, "Subscriptions": [
                { "Name": "shops", "Properties": { "RequiresSession": true, "LockDuration": "PT2M", "MaxDeliveryCount": 7 } },
                { "Name": "dev", "Rules": [ { "Name": "r", "Properties": { "FilterType": "Correlation", "CorrelationFilter": { "Properties": { "shop_id": "dev" } } } } ] },
              ] } ] } ], "Logging": { "Type": "File" } } }
            """);

        Assert.True(entities.TryGetSource(EntityPath.Of("jobs"), out var jobs));
        Assert.Equal(
            new QueueSettings { MaxDeliveryCount = 3, LockDuration = TimeSpan.FromMinutes(1), DefaultTimeToLive = TimeSpan.FromHours(1) },
            jobs.Settings);
        Assert.True(entities.TryGetSource(EntityPath.OfSubscription("shop-events", "shops"), out var shops));
        Assert.Equal((true, TimeSpan.FromMinutes(2), 7, TimeSpan.FromMinutes(5)),
            (shops.Settings.RequiresSession, shops.Settings.LockDuration,
                shops.Settings.MaxDeliveryCount, shops.Settings.DefaultTimeToLive));
        Assert.True(entities.TryGetSource(EntityPath.OfSubscription("shop-events", "shops").DeadLetters, out _));
        Assert.True(entities.TryGetTarget(EntityPath.Of("Shop-Events"), out var topic));
        topic.Send([Sample("1", "general"), Sample("2", "dev")]);
        Assert.True(entities.TryGetSource(EntityPath.OfSubscription("shop-events", "dev"), out var dev));
        Assert.Equal((1, 2), (dev.Activity.Kept, shops.Activity.Kept));
    }

    [Fact]
    public void Rules_of_every_kind_are_read_with_their_actions()
    {
        using var entities = Load("""
            { "UserConfig": { "Namespaces": [ { "Topics": [ { "Name": "t", "Subscriptions": [ { "Name": "s", "Rules": [
              { "Name": "no", "Properties": { "FilterType": "False" } },
              { "Name": "all", "Properties": { "FilterType": "true" } },
              { "Name": "sql", "Properties": { "FilterType": "Sql", "SqlFilter": { "SqlExpression": "n + 1 = 2" }, "Action": { "SqlExpression": "SET n = 7" } } } ] } ] } ] } ] } }
            """);
        Assert.True(entities.TryGetSubscription(EntityPath.OfSubscription("T", "S"), out var subscription));
        Assert.Equal(["no", "all", "sql"], subscription.Rules.Select(rule => rule.Name));
        Assert.True(entities.TryGetTarget(EntityPath.Of("t"), out var topic));

        topic.Send([new BrokerMessage { MessageId = "1", Properties = new Dictionary<string, object?> { ["n"] = 1L } }]);

        Assert.Equal([1L, 7L], subscription.Messages.Peek(0, 10, sessionId: null).Select(copy => copy.Message.Properties["n"]));
    }

    [Fact]
    public void Reapplied_file_resets_its_rules_and_keeps_added_rules()
    {
        const string File = """
            {"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[
            {"Name":"a","Properties":{"FilterType":"Sql","SqlFilter":{"SqlExpression":"n = 1"}}},
            {"Name":"b","Properties":{"FilterType":"Correlation","CorrelationFilter":{"Label":"x","Properties":{"n":1}}}}]}]}]}]}}
            """;
        using var entities = Load(File);
        var subscription = entities.GetSubscription("t", "s");
        var untouched = subscription.Rules[1];
        subscription.TryReplaceRule(new SubscriptionRule("a", new SqlFilter("n = 2")));
        subscription.TryAddRule(SubscriptionRule.Default);

        TopologyLoader.Apply(_path, entities);

        Assert.Equal(["a", "b", "$Default"], subscription.Rules.Select(rule => rule.Name));
        Assert.Equal("n = 1", ((SqlFilter)subscription.Rules[0].Filter).Expression);
        Assert.Same(untouched, subscription.Rules[1]);
    }

    [Theory]
    [InlineData(
        """{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s"},{"Name":"S"}]}]}]}}""",
        "two entities named 't/Subscriptions/S'")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[{"Name":"r","Properties":{"FilterType":"True"}},{"Name":"R","Properties":{"FilterType":"True"}}]}]}]}]}}""", "two rules named 'R'")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[{"Name":"r","Properties":{"FilterType":"True","Action":{"SqlExpression":"SET"}}}]}]}]}]}}""", "Rule 'r': SQL action")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q"},{"Name":"Q"}]}]}}""", "two entities named 'Q'")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Properties":{}}]}]}}""", "name of a queue is missing")]
    [InlineData(
        """{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"LockDuration":"1 minute"}}]}]}}""",
        "'q': LockDuration '1 minute'")]
    [InlineData(
        """{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"ForwardTo":"r"}}]}]}}""", "'r', which does not exist")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"Status":"Asleep"}}]}]}}""", "Status 'Asleep'")]
    [InlineData(
        """{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"LockDuration":"PT6M"}}]}]}}""", "'q': LockDuration must be")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[{"Name":"r","Properties":{"FilterType":"Sql","SqlFilter":{"SqlExpression":"a +"}}}]}]}]}]}}""", "Rule 'r': SQL filter")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[{"Name":"r","Properties":{"FilterType":"Magic"}}]}]}]}]}}""", "FilterType must be")]
    [InlineData("{", "cannot be used")]
    public void Invalid_file_stops_the_start_with_the_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<EmulatorStartException>(() => Load(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(
        """{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"RequiresSession":true}}]}]}}""",
        "RequiresSession cannot be changed")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"q"}]}]}}""", "'q' is a Queue, not a Topic")]
    public void File_that_conflicts_with_stored_data_stops_the_start(string json, string reason)
    {
        using var entities = Load("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q"}]}]}}""");
        File.WriteAllText(_path, json);

        var message = Assert.Throws<EmulatorStartException>(() => TopologyLoader.Apply(_path, entities)).Message;

        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("Emulator__DataPath", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forwarding_works_in_any_order_of_the_file()
    {
        using var entities = Load("""
            {"UserConfig":{"Namespaces":[{"Queues":[
            {"Name":"first","Properties":{"ForwardTo":"last","ForwardDeadLetteredMessagesTo":"topic"}},{"Name":"last","Properties":{"AutoDeleteOnIdle":"PT10M","Status":"SendDisabled"}}],
            "Topics":[{"Name":"topic","Subscriptions":[{"Name":"s","Properties":{"ForwardTo":"first"}}]}]}]}}
            """);

        var (first, last) = (entities.GetQueue("first").Description, entities.GetQueue("last").Description);
        Assert.Equal(("last", "topic"), (first.ForwardTo, first.ForwardDeadLetteredMessagesTo));
        Assert.Equal((TimeSpan.FromMinutes(10), EntityStatus.SendDisabled), (last.AutoDeleteOnIdle, last.Status));
        Assert.Equal("first", entities.GetSubscription("topic", "s").ForwardTo);
    }

    [Fact]
    public void A_missing_file_stops_the_start()
    {
        using var entities = new ServiceBusNamespace(_time);
        Assert.Throws<EmulatorStartException>(() => TopologyLoader.Apply(_path + ".nope", entities));
    }

    [Fact]
    public void Without_a_file_the_namespace_is_empty()
    {
        using var entities = new ServiceBusNamespace(_time);
        TopologyLoader.Apply(path: null, entities);
        Assert.Empty(entities.Sources);
    }

    private static BrokerMessage Sample(string id, string shop) =>
        new() { MessageId = id, SessionId = "s", Properties = new Dictionary<string, object?> { ["shop_id"] = shop } };

    private ServiceBusNamespace Load(string json)
    {
        File.WriteAllText(_path, json);
        var entities = new ServiceBusNamespace(_time);
        TopologyLoader.Apply(_path, entities);
        return entities;
    }
}
