using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Aspire.Hosting.Azure;

/// <summary>The properties of an entity that were set, as the emulator's configuration spells them.</summary>
internal static class EntityProperties
{
    internal static JsonObject Of(params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var set = new JsonObject();
        foreach (var (name, value) in properties)
        {
            if (value is TimeSpan duration) set[name] = XmlConvert.ToString(duration);
            else if (value is not null) set[name] = value as JsonNode ?? JsonSerializer.SerializeToNode(value);
        }

        return set;
    }

    internal static string NotEmpty(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return value;
    }
}
