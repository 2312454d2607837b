using Microsoft.Net.Http.Headers;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Tokens;

/// <summary>
/// Removes the bearer token from the request before other code reads it: from the header, from the query parameter of SignalR's clients,
/// or from the subprotocols of a WebSocket. Browsers can set no header there.
/// </summary>
internal static class TokenIntake
{
    public const string QueryParameter = "access_token";

    /// <summary>The subprotocol that a client with a token also offers. The server selects it.</summary>
    public const string Subprotocol = "roomchat";

    /// <summary>Prefix of the subprotocol that carries the token.</summary>
    public const string SubprotocolPrefix = "roomchat.token.";

    private const string Bearer = "Bearer ";

    public static void UseTokenIntake(this WebApplication app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        List<string> tokens = [.. TakeFromHeader(request), .. RequestQuery.Take(request, QueryParameter), .. TakeFromSubprotocols(request)];
        if (tokens.Count > 0) context.Features.Set(new PresentedToken(tokens[0], tokens.Count > 1));
        return next(context);
    });

    /// <summary>The token of the request, or null.</summary>
    public static string? GetPresentedToken(this HttpContext context) => context.Features.Get<PresentedToken>()?.Value;

    /// <summary>Whether the request had several tokens, so that it is not clear which one counts.</summary>
    public static bool HasSeveralTokens(this HttpContext context) => context.Features.Get<PresentedToken>() is { IsOneOfSeveral: true };

    private static List<string> TakeFromHeader(HttpRequest request)
    {
        var tokens = request.Headers.Authorization.OfType<string>()
            .Where(header => header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            .Select(header => header[Bearer.Length..].Trim())
            .ToList();
        if (tokens.Count > 0) request.Headers.Remove(HeaderNames.Authorization);
        return tokens;
    }

    private static List<string> TakeFromSubprotocols(HttpRequest request)
    {
        var offered = request.Headers.SecWebSocketProtocol.SelectMany(line => line?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            .ToList();
        var tokens = offered.Where(protocol => protocol.StartsWith(SubprotocolPrefix, StringComparison.Ordinal)).ToList();
        if (tokens.Count > 0) request.Headers.SecWebSocketProtocol = string.Join(", ", offered.Except(tokens, StringComparer.Ordinal));
        return [.. tokens.Select(protocol => protocol[SubprotocolPrefix.Length..])];
    }

    private sealed record PresentedToken(string Value, bool IsOneOfSeveral);
}
