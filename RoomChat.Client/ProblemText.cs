using System.Text.Json;

namespace RoomChat.Client;

/// <summary>The words for people in an error's body: Problem Details (RFC 9457) of our services, or the gateway's own form.</summary>
internal static class ProblemText
{
    /// <summary><c>detail</c>, else <c>message</c>, else <c>title</c>; null when the body has none of them.</summary>
    public static string? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Text(document, "detail") ?? Text(document, "message") ?? Text(document, "title");
        }
        catch (JsonException)
        {
            return null;   // a proxy's HTML page, or nothing
        }
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
