using System.Net;
using System.Net.Sockets;

namespace RoomChat.Benchmarks.Servers;

/// <summary>Ports of this machine for the measured servers.</summary>
internal static class LocalPort
{
    /// <summary>Returns a port without a listener.</summary>
    public static int TakeFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
