using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>Common code of queues, topics, subscriptions and rules.</summary>
internal static class EntityProperties
{
    /// <summary>Gets the properties that are set, in the order of their declaration, without the entity's name.</summary>
    internal static JsonObject Of(object entity)
    {
        var set = new JsonObject();
        foreach (var property in entity.GetType().GetProperties().OrderBy(static property => property.MetadataToken))
        {
            if (!property.CanWrite || property.Name.EndsWith("Name", StringComparison.Ordinal)) continue;
            var name = property.Name switch { "SendTo" => "To", "Subject" => "Label", var own => own };
            if (ValueOf(property.GetValue(entity)) is { } value and not JsonObject { Count: 0 }) set[name] = value;
        }

        return set;
    }

    internal static string NotEmpty(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return value;
    }

    /// <summary>Adds the name of an entity to the connection properties of its parent.</summary>
    internal static IEnumerable<KeyValuePair<string, ReferenceExpression>> With(
        IResourceWithConnectionString parent, string property, string name) =>
        [.. parent.GetConnectionProperties(), new(property, ReferenceExpression.Create($"{name}"))];

    private static JsonNode? ValueOf(object? value) => value switch
    {
        TimeSpan duration => XmlConvert.ToString(duration),
        Enum choice => choice.ToString(),
        AzureServiceBusCorrelationFilter filter => Of(filter),
        _ => JsonSerializer.SerializeToNode(value),
    };
}
