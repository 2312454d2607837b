using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>
/// The last bytes that the gateway sends on a WebSocket when it stops. Clients of the hub take the code for a break, and reconnect as they are set to; SignalR's own close
/// message would be answered with a goodbye, and the service would take them for gone.
/// </summary>
internal static class Goodbye
{
    private const byte CloseSign = 0x88;

    private const byte MaskedTwoBytes = 0x82;

    /// <summary>To the client: the close frame of an instance that goes away.</summary>
    public static ReadOnlyMemory<byte> ToClient { get; } = CloseFrame();

    /// <summary>To the service, in the client's name: the same code, so that a client which is sent elsewhere does not count as one that has left.</summary>
    public static ReadOnlyMemory<byte> FromClient { get; } =
        (byte[])[CloseSign, MaskedTwoBytes, 0, 0, 0, 0, (byte)(CloseCode.ShuttingDown.Code >> 8), (byte)CloseCode.ShuttingDown.Code];

    private static byte[] CloseFrame()
    {
        var (code, reason) = (CloseCode.ShuttingDown.Code, Encoding.UTF8.GetBytes(CloseCode.ShuttingDown.Reason));
        return [CloseSign, (byte)(2 + reason.Length), (byte)(code >> 8), (byte)code, .. reason];
    }
}
