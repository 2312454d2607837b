using System.Net;
using System.Net.Sockets;

namespace RoomChat.Tests.Fixtures;

/// <summary>Ports for processes that tests start.</summary>
internal static class FreePort
{
    /// <summary>A port that nobody listens on at the moment.</summary>
    internal static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
