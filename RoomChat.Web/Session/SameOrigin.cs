using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RoomChat.Web.Session;

/// <summary>
/// Checks that a browser's request comes from the own page, or from a page of an origin in the settings. The cookie is SameSite=Strict,
/// but other hosts of the same site and other ports count as the same site. And a WebSocket from any page carries the cookies of its
/// target.
/// </summary>
internal sealed class SameOrigin(IOptions<SessionOptions> options)
{
    public static ProblemHttpResult Refusal { get; } = TypedResults.Problem(
        "The session cookie is good for this site's own page only. Programs use a subscription key.",
        statusCode: StatusCodes.Status403Forbidden);

    /// <summary>
    /// Refuses requests of foreign pages. Also refuses changes and WebSockets without a header that names their origin.
    /// </summary>
    public bool Allows(HttpRequest request)
    {
        if (IsForeign(request)) return false;
        var saysOrigin = request.Headers.Origin.Count > 0;
        if (IsWebSocket(request)) return saysOrigin;
        return saysOrigin
            || request.Headers.ContainsKey("Sec-Fetch-Site")
            || HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method);
    }

    /// <summary>True when the browser's headers name a page that is neither the own one nor allowed.</summary>
    public bool IsForeign(HttpRequest request) => !IsAllowed(request) && !IsOwn(request);

    /// <summary>False when the browser's headers name another page than the own one, allowed or not.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        // "none": typed by the user, or from a bookmark.
        if (site is not ("" or "same-origin" or "none")) return false;
        var origin = request.Headers.Origin;
        return origin.Count == 0 || IsOurs(origin.ToString(), request);
    }

    private bool IsAllowed(HttpRequest request) =>
        options.Value.AllowedOrigins.Contains(request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Compares the whole text with the origin that a browser writes for the own page: an origin has no user, path, query or fragment.
    /// </summary>
    private static bool IsOurs(string origin, HttpRequest request) =>
        Is(origin, Uri.UriSchemeHttps, 443, request.Host)
        // The scheme may only differ upwards: behind a proxy that ends TLS the gateway gets http, and the page has https.
        || (!request.IsHttps && Is(origin, Uri.UriSchemeHttp, 80, request.Host));

    private static bool Is(string origin, string scheme, int portOfScheme, HostString host) => string.Equals(
        origin,
        host.Port is null || host.Port == portOfScheme ? $"{scheme}://{host.Host}" : $"{scheme}://{host.Value}",
        StringComparison.OrdinalIgnoreCase);

    private static bool IsWebSocket(HttpRequest request) =>
        request.Path.StartsWithSegments("/ws", StringComparison.OrdinalIgnoreCase)
        || request.Headers.ContainsKey(HeaderNames.SecWebSocketVersion);
}
