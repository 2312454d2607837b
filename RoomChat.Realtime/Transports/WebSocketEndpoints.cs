namespace RoomChat.Realtime.Transports;

/// <summary>The WebSocket door, <c>/ws</c>.</summary>
internal static class WebSocketEndpoints
{
    public static void MapChatSockets(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            ClientUpgrade.PutBefore(context);
            return next(context);
        });
        app.UseWebSockets();
        app.Map("/ws", AcceptAsync);
    }

    private static async Task AcceptAsync(HttpContext context, WebSocketDoor door)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            await TypedResults.Problem("This address speaks WebSocket only.", statusCode: StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
        else if (door.IsClosed)
            await TypedResults.Problem("This instance is stopping.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        else
            await door.ServeAsync(context);
    }
}
