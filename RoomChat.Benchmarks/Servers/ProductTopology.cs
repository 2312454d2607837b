using System.Text.Json.Nodes;

namespace RoomChat.Benchmarks.Servers;

/// <summary>The entities that the product has on Service Bus: the AppHost's own file.</summary>
internal static class ProductTopology
{
    /// <exception cref="InvalidOperationException">The file is not in this assembly.</exception>
    public static JsonObject Read()
    {
        using var file = typeof(ProductTopology).Assembly.GetManifestResourceStream("ServiceBus.json")
            ?? throw new InvalidOperationException("The topology is not in this assembly.");
        return JsonNode.Parse(file) as JsonObject ?? throw new InvalidOperationException("The topology is not a JSON object.");
    }
}
