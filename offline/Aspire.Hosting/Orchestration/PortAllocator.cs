using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>Hands out ports that nobody else on this machine will take while we hold them.</summary>
/// <remarks>
/// A port is held by an exclusively opened file, so that two AppHosts that start at once never agree on one; the file lock
/// goes with the process, however it ends. The range lies below what operating systems use for outgoing connections.
/// </remarks>
internal sealed class PortAllocator : IDisposable
{
    private const int First = 20_000;
    private const int Count = 10_000;
    private static readonly string LockDirectory = Path.Combine(Path.GetTempPath(), $"aspire-offline-ports-{Environment.UserName}");
    private readonly List<FileStream> _held = [];

    internal int Allocate()
    {
        Directory.CreateDirectory(LockDirectory);
        var start = Random.Shared.Next(Count);
        for (var i = 0; i < Count; i++)
        {
            var port = First + ((start + i) % Count);
            if (TryHold(port) is not { } held) continue;
            if (IsFree(port))
            {
                _held.Add(held);
                return port;
            }

            held.Dispose();
        }

        throw new DistributedApplicationException($"No free port between {First} and {First + Count - 1}.");
    }

    internal static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && CanListen(IPAddress.IPv6Loopback, port);

    public void Dispose()
    {
        foreach (var held in _held) held.Dispose();
        _held.Clear();
    }

    private static FileStream? TryHold(int port)
    {
        try
        {
            var file = Path.Combine(LockDirectory, port.ToString(CultureInfo.InvariantCulture));
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException refused)
        {
            // A machine without this address family cannot have somebody listening on it.
            return refused.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }
}
