using System.Text.Json.Nodes;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>The resources of a deployment, predicted by the Bicep compiler without Azure.</summary>
[Collection(Published.Name)]
public sealed class BicepTests(PublishedSystem published)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Modules_build_without_warnings_and_create_the_resources()
    {
        BicepCompiler.SkipWhereItDoesNotRun();
        var parameters = await AzdTemplate.WriteAsync(published);
        await BicepCompiler.RunAsync("build", Path.Combine(published.Folder, "main.bicep"));
        await BicepCompiler.RunAsync(
            "snapshot", parameters, "--mode", "overwrite", "--subscription-id", Guid.Empty.ToString(), "--location", "westeurope");
        var snapshot = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(published.Folder, "main.snapshot.json"), Ct))!;
        var resources = snapshot["predictedResources"]!.AsArray().Select(resource => resource!).ToList();

        AssertServiceBus(resources);
        AssertRedis(resources);
        AssertSignalR(resources);
        AssertApiManagement(resources);
        Assert.NotNull(Of(resources, "Microsoft.Insights/components")["properties"]!["WorkspaceResourceId"]);
        AssertNoKeyInOutputs(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(published.Folder, "main.json"), Ct))!);
    }

    private static void AssertServiceBus(List<JsonNode> resources)
    {
        var bus = Of(resources, "Microsoft.ServiceBus/namespaces");
        Assert.Equal("Standard", Text(bus["sku"]!["name"]));
        Assert.True(bus["properties"]!["disableLocalAuth"]!.GetValue<bool>());
        var topic = Of(resources, "Microsoft.ServiceBus/namespaces/topics");
        Assert.EndsWith("/backend-messages", Text(topic["name"]), StringComparison.Ordinal);
        Assert.Equal("PT1H", Text(topic["properties"]!["defaultMessageTimeToLive"]));
        var subscription = Of(resources, "Microsoft.ServiceBus/namespaces/topics/subscriptions");
        Assert.EndsWith("/backend-messages/rooms", Text(subscription["name"]), StringComparison.Ordinal);
        Assert.True(subscription["properties"]!["requiresSession"]!.GetValue<bool>());
        Assert.Equal("PT1M", Text(subscription["properties"]!["lockDuration"]));
        Assert.Equal(2000, subscription["properties"]!["maxDeliveryCount"]!.GetValue<int>());
        // Azure Service Bus Data Owner: under other strategies the services also create subscriptions.
        Assert.Contains(
            Every(resources, "Microsoft.Authorization/roleAssignments"),
            role => role.ToJsonString().Contains("090c5cfd-751d-490a-894a-3ce6f1109419", StringComparison.Ordinal));
    }

    private static void AssertRedis(List<JsonNode> resources)
    {
        var database = Of(resources, "Microsoft.Cache/redisEnterprise/databases")["properties"]!;
        Assert.Equal("NoEviction", Text(database["evictionPolicy"]));
        Assert.Equal("NoCluster", Text(database["clusteringPolicy"]));
        Assert.True(database["persistence"]!["aofEnabled"]!.GetValue<bool>());
        Assert.Equal("kv-test/connectionString", Text(Of(resources, "Microsoft.KeyVault/vaults/secrets")["name"]));
    }

    private static void AssertSignalR(List<JsonNode> resources)
    {
        var service = Of(resources, "Microsoft.SignalRService/signalR");
        Assert.Equal("Standard_S1", Text(service["sku"]!["name"]));
        Assert.True(service["properties"]!["disableLocalAuth"]!.GetValue<bool>());
    }

    private static void AssertApiManagement(List<JsonNode> resources)
    {
        var apis = Every(resources, "Microsoft.ApiManagement/service/apis").Select(api => api["properties"]!).ToList();
        Assert.Equal(2, apis.Count);
        Assert.All(apis, api => Assert.Equal("Ocp-Apim-Subscription-Key", Text(api["subscriptionKeyParameterNames"]!["header"])));
        Assert.Contains(apis, api => Text(api["type"]) == "websocket");
    }

    /// <summary>Everyone who may read the deployment can read an output.</summary>
    private static void AssertNoKeyInOutputs(JsonNode template)
    {
        foreach (var outputs in Descendants(template).OfType<JsonObject>().Select(node => node["outputs"]).OfType<JsonObject>())
        {
            Assert.DoesNotContain("listKeys", outputs.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("subscriptionKey", outputs.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject parent => parent.Select(child => child.Value),
            JsonArray parent => parent,
            _ => [],
        };
        return [node, .. children.OfType<JsonNode>().SelectMany(Descendants)];
    }

    private static IEnumerable<JsonNode> Every(List<JsonNode> resources, string type) =>
        resources.Where(resource => Text(resource["type"]) == type);

    private static JsonNode Of(List<JsonNode> resources, string type) => Assert.Single(Every(resources, type));

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
