using System.Net;
using System.Net.Sockets;

namespace RoomChat.Benchmarks.Servers;

/// <summary>Ports of this machine for the servers that are measured.</summary>
internal static class LocalPort
{
    /// <summary>A port that nobody listens on at the moment.</summary>
    public static int TakeFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
