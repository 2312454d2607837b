using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Realtime.Transports;

/// <summary>The WebSocket endpoint, <c>/ws</c>.</summary>
internal static class WebSocketEndpoints
{
    public static void MapChatSockets(this WebApplication app)
    {
        app.UseWebSockets();
        app.Map("/ws", AcceptAsync);
    }

    private static async Task AcceptAsync(HttpContext context, WebSocketDoor door, Admission admission)
    {
        if ((WebSocketHandshake.Refuse(context) ?? admission.RefuseOrCount(context)) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await door.AcceptAsync(context);
    }
}
