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

    internal static string Quote(string text) => $"'{string.Concat(text.Select(static character => character switch
    {
        '\\' or '\'' or '$' => $"\\{character}",
        '\r' => "\\r",
        '\n' => "\\n",
        _ => $"{character}",
    }))}'";

    /// <summary>Writes an object, its names in camel case. Names inside <c>Properties</c> are the application's own and stay.</summary>
    internal static string Object(JsonObject values, string indent, bool isOwn = false)
    {
        var lines = values.Select(value =>
            $"{indent}  {Key(isOwn ? value.Key : JsonNamingPolicy.CamelCase.ConvertName(value.Key))}: " +
            $"{Value(value.Value!, $"{indent}  ", value.Key == "Properties")}\n");
        return $"{{\n{string.Concat(lines)}{indent}}}";
    }

    private static string Value(JsonNode value, string indent, bool isOwn) => value.GetValueKind() switch
    {
        JsonValueKind.Object => Object(value.AsObject(), indent, isOwn),
        JsonValueKind.String => Quote(value.GetValue<string>()),
        // Bicep has no fractions.
        JsonValueKind.Number when value.ToJsonString() is var number && !long.TryParse(number, out _) => $"json('{number}')",
        _ => value.ToJsonString(),
    };

    private static string Key(string name) => Identifier($"{name}_") == $"{name}_" ? name : Quote(name);

    private static bool IsInIdentifier(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
