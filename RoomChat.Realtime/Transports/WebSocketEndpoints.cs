using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports;

/// <summary>The WebSocket door, <c>/ws</c>.</summary>
internal static class WebSocketEndpoints
{
    public static void MapChatSockets(this WebApplication app)
    {
        app.UseWebSockets();
        app.Map("/ws", AcceptAsync);
    }

    private static async Task AcceptAsync(HttpContext context, WebSocketDoor door, CallerQuota quota, IOptions<ConnectionOptions> options)
    {
        var caller = context.GetCaller();
        if (!context.WebSockets.IsWebSocketRequest)
            await Refusal(StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only.").ExecuteAsync(context);
        else if (!IsAllowed(context.Request.Headers.Origin, options.Value.AllowedOrigins))
            await Refusal(StatusCodes.Status403Forbidden, "Pages of this origin may not connect.").ExecuteAsync(context);
        else if (door.IsClosed)
            await Refusal(StatusCodes.Status503ServiceUnavailable, "This instance is stopping.").ExecuteAsync(context);
        else if (!quota.TryTake(caller))
            await Refusal(StatusCodes.Status429TooManyRequests, "You have as many connections as you may have. Close one, or try again later.").ExecuteAsync(context);
        else
            await door.AcceptAsync(context);
    }

    /// <summary>Browsers say where a page is from, and programs nothing.</summary>
    private static bool IsAllowed(StringValues origin, IReadOnlyList<string> allowed) =>
        origin.Count == 0 || allowed.Count == 0 || allowed.Contains(origin.ToString(), StringComparer.OrdinalIgnoreCase);

    private static ProblemHttpResult Refusal(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
