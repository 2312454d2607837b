using Microsoft.AspNetCore.Http;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Reads and writes the <see cref="Caller"/> of a request.</summary>
public static class CallerExtensions
{
    /// <summary>The caller that the gateway named, or <see cref="Caller.Anonymous"/>.</summary>
    public static Caller GetCaller(this HttpContext context)
    {
        var headers = context.Request.Headers;
        return CallerFields.Read(field => headers[HeaderOf(field)] is [{ } value] ? Decoded(field, value) : null) ?? Caller.Anonymous;
    }

    /// <summary>The headers that describe a caller.</summary>
    public static IEnumerable<(string Header, string Value)> HeadersOf(Caller caller) => CallerFields.Of(caller).Select(
        field => (HeaderOf(field.Field), field.Field == CallerFields.Name ? Uri.EscapeDataString(field.Value) : field.Value));

    /// <summary>Replaces all caller headers of a received request.</summary>
    public static void SetCaller(this HttpRequest request, Caller caller)
    {
        foreach (var field in CallerFields.All) request.Headers.Remove(HeaderOf(field));
        foreach (var (header, value) in HeadersOf(caller)) request.Headers[header] = value;
    }

    /// <summary>
    /// Replaces all caller headers of a request to a service behind the gateway. Headers from the client are removed.
    /// </summary>
    public static void SetCaller(this HttpRequestMessage request, Caller caller)
    {
        foreach (var field in CallerFields.All) request.Headers.Remove(HeaderOf(field));
        foreach (var (header, value) in HeadersOf(caller)) request.Headers.TryAddWithoutValidation(header, value);
    }

    private static string HeaderOf(string field) => Caller.HeaderPrefix + field;

    private static string Decoded(string field, string value) => field == CallerFields.Name ? Uri.UnescapeDataString(value) : value;
}
