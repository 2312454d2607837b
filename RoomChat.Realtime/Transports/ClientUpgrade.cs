using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Transports.Compression;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Upgrades a request to a WebSocket and selects the shortest path of bytes to the client. On a bare socket it bypasses the web server
/// and outlives the request. With TLS or HTTP/2 it goes through the server during the request. The framework has checked the headers.
/// </summary>
internal static class ClientUpgrade
{
    // https://www.rfc-editor.org/rfc/rfc6455#section-1.3
    private const string HandshakeId = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // Browsers with a token in their subprotocols need an offered subprotocol in the answer, or they close the connection.
    private const string Subprotocol = "roomchat";

    private static readonly WebSocketCreationOptions Plain = new() { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan };
    private static readonly WebSocketCreationOptions Compressed = new()
    {
        IsServer = true,
        KeepAliveInterval = Timeout.InfiniteTimeSpan,
        DangerousDeflateOptions = FrameCompression.Reading,
    };

    /// <summary>Accepts the request and starts the session. Completes when the request ends.</summary>
    public static async Task AcceptAsync(
        HttpContext context, FrameCompression compression, Func<WebSocket, ClientStream, ITransport, Task> session)
    {
        var features = context.Features;
        var isCompressed = compression.Accepts(context.Request);
        if (isCompressed) context.Response.Headers.SecWebSocketExtensions = CompressionOffer.Agreement;
        if (OffersSubprotocol(context.Request)) context.Response.Headers.SecWebSocketProtocol = Subprotocol;
        if (features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            var wire = await connect.AcceptAsync();
            await ServeAsync(new ClientStream(wire), new StreamTransport(wire, context));
            return;
        }
        var upgraded = await UpgradeAsync(context);
        if (ConnectionSocket.Find(features) is { } socket && features.Get<ConnectionHandover>() is { } handover)
        {
            var transport = new SocketTransport(socket, features.GetRequiredFeature<IConnectionLifetimeFeature>());
            handover.TakeOver(rest => ServeAsync(new ClientStream(rest), transport));
            return;
        }
        await ServeAsync(new ClientStream(upgraded), new StreamTransport(upgraded, context));

        Task ServeAsync(ClientStream stream, ITransport transport) => isCompressed
            ? session(WebSocket.CreateFromStream(stream, Compressed), stream, compression.Around(transport))
            : session(WebSocket.CreateFromStream(stream, Plain), stream, transport);
    }

    /// <summary>Answers a handshake over HTTP/1.1. The server's bytes are in the socket then.</summary>
    /// <returns>The stream of the following bytes.</returns>
    public static Task<Stream> UpgradeAsync(HttpContext context)
    {
        context.Response.Headers.SecWebSocketAccept = AnswerTo(context.Request.Headers.SecWebSocketKey.ToString().Trim());
        context.Response.Headers.Upgrade = "websocket";
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    private static bool OffersSubprotocol(HttpRequest request) => request.Headers.SecWebSocketProtocol
        .Any(line => line?.Split(',', StringSplitOptions.TrimEntries).Contains(Subprotocol, StringComparer.Ordinal) == true);

    [SuppressMessage(
        "Security",
        "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "The protocol prescribes it; nothing is kept secret by it.")]
    private static string AnswerTo(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeId)));
}
