using System.Globalization;
using Microsoft.Extensions.Configuration;
using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary><c>serve signalr|loop|floor --port P --redis CONNECTION</c>: runs one of the servers that RoomChat is compared with. The benchmark starts it.</summary>
internal static class ServeCommand
{
    /// <exception cref="FormatException">There is no server of that name.</exception>
    public static async Task RunAsync(string name, string[] args, CancellationToken ct)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        var port = int.Parse(given["port"] ?? throw new FormatException("--port is missing."), CultureInfo.InvariantCulture);
        var redis = given["redis"] ?? throw new FormatException("--redis is missing.");
        var serving = name switch
        {
            ServerNames.SignalR => SignalRPeer.RunAsync(port, redis, ct),
            ServerNames.Loop => LoopPeer.RunAsync(port, redis, ct),
            ServerNames.Floor => FloorPeer.RunAsync(port, redis, ct),
            _ => throw new FormatException($"There is no server '{name}'."),
        };
        await serving;
    }
}
