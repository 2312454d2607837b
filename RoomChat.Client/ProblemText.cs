using System.Text.Json;

namespace RoomChat.Client;

/// <summary>Reads the text for users from an error's body: Problem Details (RFC 9457) or the gateway's own format.</summary>
internal static class ProblemText
{
    /// <summary>
    /// Returns <c>detail</c> and the texts in <c>errors</c>, else <c>message</c>, else <c>title</c>. Null when the body has none of them.
    /// </summary>
    public static string? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root) return null;
            string[] reasons = [.. new[] { Text(root, "detail") }.Concat(Errors(root)).OfType<string>().Distinct(StringComparer.Ordinal)];
            return reasons.Length > 0 ? string.Join(' ', reasons) : Text(root, "message") ?? Text(root, "title");
        }
        catch (JsonException)
        {
            return null;   // a proxy's HTML page, or an empty body
        }
    }

    /// <summary>Each field has a list of texts. Fields of other services have a single text.</summary>
    private static IEnumerable<string?> Errors(JsonElement root)
    {
        if (!root.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Object) return [];
        return errors.EnumerateObject().SelectMany(
            field => field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray().Select(Text) : [Text(field.Value)]);
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
