using System.CommandLine;

namespace RoomChat.Benchmarks.MessagePath.Peer;

/// <summary><c>serve-seed</c>: runs <see cref="SeedPeer"/>. The benchmark starts it.</summary>
internal sealed class SeedPeerCommand : Command
{
    public const string CommandName = "serve-seed";

    private readonly Option<int> _port = new("--port") { Description = "Where it listens.", Required = true };
    private readonly Option<string> _messaging = new("--messaging") { Description = "Connection string of Service Bus.", Required = true };

    public SeedPeerCommand()
        : base(CommandName, "Runs the least chat over Service Bus, which RoomChat's is compared with.")
    {
        Hidden = true;
        Options.Add(_port);
        Options.Add(_messaging);
        SetAction((given, ct) => SeedPeer.RunAsync(given.GetRequiredValue(_port), given.GetRequiredValue(_messaging), ct));
    }
}
