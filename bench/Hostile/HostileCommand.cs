using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Hostile;

/// <summary><c>hostile</c>: <see cref="HostileRun"/>.</summary>
internal sealed class HostileCommand : Command
{
    private readonly Option<int> _clients = OptionOf.Count("--clients", 500, "Good clients.");
    private readonly Option<int> _rate = OptionOf.Count("--rate", 20, "Messages a second, all rooms together. Each has 50 members.");
    private readonly Option<int> _rounds = OptionOf.Count("--rounds", 3, "How often it is quiet and then hostile.");
    private readonly Option<double> _seconds = OptionOf.Amount("--seconds", "SECONDS", 20, "How long each of both lasts.");

    public HostileCommand()
        : base("hostile", "Good clients beside attackers of all kinds: what they feel of it, and what it leaves behind.")
    {
        foreach (var option in (Option[])[_clients, _rate, _rounds, _seconds]) Options.Add(option);
        SetAction(async (given, ct) => await HostileRun.RunAsync(PlanOf(given), ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public HostilePlan PlanOf(ParseResult given) =>
        new(given.GetValue(_clients), given.GetValue(_rate), given.GetValue(_rounds), TimeSpan.FromSeconds(given.GetValue(_seconds)));
}
