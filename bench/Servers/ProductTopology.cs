using System.Text.Json.Nodes;

namespace RoomChat.Benchmarks.Servers;

/// <summary>The product's Service Bus entities, from the files of the AppHost.</summary>
internal static class ProductTopology
{
    /// <param name="isShared">Whether the instances share a subscription, as with <c>SharedSubscription</c>.</param>
    /// <exception cref="InvalidOperationException">The file is not in this assembly.</exception>
    public static JsonObject Read(bool isShared = true)
    {
        using var file = typeof(ProductTopology).Assembly.GetManifestResourceStream(
            isShared ? "ServiceBus.json" : "ServiceBus.WithoutSubscription.json")
            ?? throw new InvalidOperationException("The topology is not in this assembly.");
        return JsonNode.Parse(file) as JsonObject ?? throw new InvalidOperationException("The topology is not a JSON object.");
    }
}
