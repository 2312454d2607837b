using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>Ports for processes that tests start.</summary>
internal static class FreePort
{
    // Below those that systems give to outgoing connections (Linux from 32768, others from 49152): one of these would be taken before it is used.
    // Above those that an AppHost gives to its programs, who hold them by a lock that we do not look at.
    private const int Lowest = 30_000;
    private const int Highest = 32_768;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>A port that nobody listens on at the moment, and that is not given twice.</summary>
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
