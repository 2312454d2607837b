using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aspire.Hosting.Azure;

/// <summary>Values as Bicep writes them.</summary>
internal static class BicepText
{
    internal static string Identifier(string name)
    {
        var identifier = string.Concat(name.Select(static character => IsInIdentifier(character) ? character : '_'));
        return char.IsAsciiDigit(identifier[0]) ? $"_{identifier}" : identifier;
    }

    internal static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("${", "\\${", StringComparison.Ordinal)}'";

    /// <summary>Writes an object, its names in camel case. Names in a part called <c>Properties</c> are the user's own and stay.</summary>
    internal static string Object(JsonObject values, string indent, bool isOwn = false) => values.Count == 0
        ? "{ }"
        : $"{{\n{string.Concat(values.Select(value =>
            $"{indent}  {Key(isOwn ? value.Key : JsonNamingPolicy.CamelCase.ConvertName(value.Key))}: {Value(value.Value!, $"{indent}  ", value.Key == "Properties")}\n"))}{indent}}}";

    private static string Value(JsonNode value, string indent, bool isOwn) => value.GetValueKind() switch
    {
        JsonValueKind.Object => Object(value.AsObject(), indent, isOwn),
        JsonValueKind.String => Quote(value.GetValue<string>()),
        // Bicep has no fractions.
        JsonValueKind.Number when value.ToJsonString() is var number && !long.TryParse(number, out _) => $"json('{number}')",
        _ => value.ToJsonString(),
    };

    private static string Key(string name) => name.Length > 0 && name.All(IsInIdentifier) && !char.IsAsciiDigit(name[0]) ? name : Quote(name);

    private static bool IsInIdentifier(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
