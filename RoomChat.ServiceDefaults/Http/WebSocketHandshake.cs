using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Checks the handshake of a WebSocket by https://www.rfc-editor.org/rfc/rfc6455#section-4.2, and refuses an invalid one. The gateway
/// checks too: when it forwards a request that is not a handshake, the headers of the request and of its answer are lost.
/// </summary>
public static class WebSocketHandshake
{
    private const string Version = "13";
    private const string Protocol = "websocket";
    private const int KeyBytes = 16;

    /// <summary>The answer to an invalid handshake: 405, 426 or 400 with the matching headers; null for a valid one.</summary>
    public static ProblemHttpResult? Refuse(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
            return IsToken(connect.Protocol, Protocol) ? RefuseVersion(context) : UpgradeRequired(context);
        if (!HttpMethods.IsGet(context.Request.Method)) return AllowedMethods.Refuse(context, HttpMethods.Get);
        // HTTP/1.0 has no upgrades, with or without the headers.
        var mayUpgrade = HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
        if (!mayUpgrade || !HasToken(headers.Upgrade, Protocol)) return UpgradeRequired(context);
        return RefuseVersion(context) ?? (IsKey(headers.SecWebSocketKey) ? null : Problem(StatusCodes.Status400BadRequest,
            string.Create(CultureInfo.InvariantCulture, $"Sec-WebSocket-Key is given once, as the Base64 of {KeyBytes} bytes.")));
    }

    private static ProblemHttpResult? RefuseVersion(HttpContext context) => context.Request.Headers.SecWebSocketVersion switch
    {
        [Version] => null,
        [] => Problem(StatusCodes.Status400BadRequest, "Sec-WebSocket-Version is missing."),
        [_] => UpgradeRequired(context),
        _ => Problem(StatusCodes.Status400BadRequest, "Sec-WebSocket-Version is given more than once."),
    };

    private static ProblemHttpResult UpgradeRequired(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.SecWebSocketVersion = Version;
        if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
            (headers.Upgrade, headers.Connection) = (Protocol, HeaderNames.Upgrade);
        return Problem(StatusCodes.Status426UpgradeRequired, $"This address speaks WebSocket only, version {Version}.");
    }

    private static bool IsKey(StringValues key) =>
        key is [{ } text] && Convert.TryFromBase64String(text.Trim(), stackalloc byte[KeyBytes], out var bytes) && bytes == KeyBytes;

    private static bool HasToken(StringValues header, string token) =>
        header.Any(line => line?.Split(',').Any(part => IsToken(part, token)) == true);

    private static bool IsToken(string? text, string token) => text.AsSpan().Trim().Equals(token, StringComparison.OrdinalIgnoreCase);

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
