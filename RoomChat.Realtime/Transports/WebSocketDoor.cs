using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Transports.Compression;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports;

/// <summary>Accepts WebSockets.</summary>
internal sealed class WebSocketDoor(
    Admission admission, ClientSessions sessions, FrameCompression compression, IOptions<ConnectionOptions> options, ILoggerFactory loggers)
{
    /// <summary>
    /// Accepts the request's WebSocket, for a counted caller. The client is served to its end, which may be after the request.
    /// </summary>
    public async Task AcceptAsync(HttpContext context)
    {
        var caller = context.GetCaller();
        var isServed = false;
        try
        {
            await ClientUpgrade.AcceptAsync(context, compression, (socket, stream, transport) =>
            {
                isServed = true;
                return ServeAsync(socket, stream, transport, caller);
            });
        }
        catch when (!isServed)
        {
            admission.GiveBack(caller);
            throw;
        }
    }

    private async Task ServeAsync(WebSocket accepted, ClientStream stream, ITransport transport, Caller caller)
    {
        using var socket = accepted;
        await using var session = sessions.Open(caller, transport);
        stream.Belong(session);
        try
        {
            await new WebSocketSession(socket, stream, session, options.Value, loggers.CreateLogger<WebSocketSession>()).RunAsync();
        }
        finally
        {
            admission.GiveBack(caller);
        }
    }
}
