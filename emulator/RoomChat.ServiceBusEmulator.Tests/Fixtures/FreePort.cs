using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>Ports for processes that tests start.</summary>
internal static class FreePort
{
    // Below the ports of outgoing connections (Linux from 32768, others from 49152). Such a port could be taken before its use.
    // Above the ports that an AppHost gives to its programs. They reserve ports by a lock that this class does not check.
    private const int Lowest = 30_000;
    private const int Highest = 32_768;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>Returns a port without a listener. No port is returned twice.</summary>
    internal static int Take()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (Taken.TryAdd(port, true) && IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException inUse) when (inUse.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
