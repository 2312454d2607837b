using System.CommandLine;
using System.Diagnostics;
using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary><c>serve</c>: runs one of the servers for comparison with RoomChat. The benchmark starts it.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Argument<string> _server = new("server") { Description = "Which one." };
    private readonly Option<string> _urls = new("--urls") { Description = "Where it listens.", Required = true };
    private readonly Option<string> _redis = new("--redis") { Description = "Connection string.", Required = true };

    public ServeCommand()
        : base("serve", "Runs one of the servers that RoomChat is compared with.")
    {
        Hidden = true;
        _server.AcceptOnlyFromAmong(ServerNames.SignalR, ServerNames.Loop, ServerNames.Floor);
        Arguments.Add(_server);
        Options.Add(_urls);
        Options.Add(_redis);
        SetAction(RunAsync);
    }

    private Task RunAsync(ParseResult given, CancellationToken ct)
    {
        var (urls, redis) = (given.GetRequiredValue(_urls), given.GetRequiredValue(_redis));
        return given.GetRequiredValue(_server) switch
        {
            ServerNames.SignalR => SignalRPeer.RunAsync(urls, redis, ct),
            ServerNames.Loop => LoopPeer.RunAsync(urls, redis, ct),
            ServerNames.Floor => FloorPeer.RunAsync(urls, redis, ct),
            var other => throw new UnreachableException(other),
        };
    }
}
