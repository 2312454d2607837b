using System.Globalization;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>The last bytes that the gateway sends on a WebSocket when it stops: come back, and another gateway serves.</summary>
internal static class Goodbye
{
    private const byte TextSign = 0x81;
    private const byte CloseSign = 0x88;
    private const byte RecordSeparator = 0x1e;

    /// <summary>For <c>/ws</c>: the close frame of an instance that goes away.</summary>
    public static ReadOnlyMemory<byte> OfWebSocket { get; } = CloseFrame();

    /// <summary>
    /// For <c>/hub</c>: before it SignalR's own close message, which says that its client may reconnect by itself.
    /// Source: https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
    /// </summary>
    public static ReadOnlyMemory<byte> OfHub { get; } = (byte[])[.. HubMessage(), .. CloseFrame()];

    private static byte[] CloseFrame()
    {
        var (code, reason) = (CloseCode.ShuttingDown.Code, Encoding.UTF8.GetBytes(CloseCode.ShuttingDown.Reason));
        return [CloseSign, (byte)(2 + reason.Length), (byte)(code >> 8), (byte)code, .. reason];
    }

    private static byte[] HubMessage()
    {
        var (code, reason) = (CloseCode.ShuttingDown.Code, CloseCode.ShuttingDown.Reason);
        var json = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"type":7,"error":"{{code}} {{reason}}","allowReconnect":true}"""));
        return [TextSign, (byte)(json.Length + 1), .. json, RecordSeparator];
    }
}
