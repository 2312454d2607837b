using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>The client of a server's <see cref="StartupHook"/>.</summary>
internal sealed class ServerProbe : IDisposable
{
    private readonly string _socketPath = Path.Combine(Path.GetTempPath(), $"roomchat-probe-{Path.GetRandomFileName()}");

    /// <summary>Environment variables that the server needs.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
        [StartupHook.SocketVariable] = _socketPath,
    };

    /// <summary>Returns the current heap figures of the server's runtime.</summary>
    public async Task<HeapFigures> AskAsync(CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), ct);
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
        var numbers = (await reader.ReadToEndAsync(ct)).Split(' ')
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new HeapFigures(numbers[0], numbers[1], TimeSpan.FromTicks(numbers[2]), numbers[3]);
    }

    public void Dispose() => File.Delete(_socketPath);
}
