using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// The last bytes that the gateway sends on a WebSocket when it stops. Hub clients treat the close code as a lost connection, and reconnect
/// by their settings. They would answer SignalR's own close message with a goodbye, and the service would count them as gone.
/// </summary>
internal static class Goodbye
{
    private const byte CloseSign = 0x88;

    private const byte MaskedTwoBytes = 0x82;

    /// <summary>To the client: the close frame of an instance that shuts down.</summary>
    public static ReadOnlyMemory<byte> ToClient { get; } = CloseFrame();

    /// <summary>
    /// To the service, in the client's name: the same code, so that a client that moves to another gateway does not count as one that left.
    /// </summary>
    public static ReadOnlyMemory<byte> FromClient { get; } =
        (byte[])[CloseSign, MaskedTwoBytes, 0, 0, 0, 0, (byte)(CloseCode.ShuttingDown.Code >> 8), (byte)CloseCode.ShuttingDown.Code];

    private static byte[] CloseFrame()
    {
        var (code, reason) = (CloseCode.ShuttingDown.Code, Encoding.UTF8.GetBytes(CloseCode.ShuttingDown.Reason));
        return [CloseSign, (byte)(2 + reason.Length), (byte)(code >> 8), (byte)code, .. reason];
    }
}
