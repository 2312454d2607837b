using System.Text.Json.Nodes;
using RoomChat.Tests.Architecture;
using YamlDotNet.Serialization;

namespace RoomChat.Tests.Repository;

/// <summary>YAML files of the repository as JSON, which is easier to ask.</summary>
internal static class YamlFile
{
    /// <param name="path">The path below the root.</param>
    internal static JsonNode Read(string path)
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<object>(File.ReadAllText(Path.Combine(RepositoryFiles.Root, path)));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!;
    }

    /// <summary>The text at the end of a path of keys; null when there is none, or no text.</summary>
    internal static string? Text(this JsonNode? node, params string[] keys) =>
        keys.Aggregate(node, (found, key) => found is JsonObject fields ? fields[key] : null) is JsonValue value ? value.ToString() : null;
}
