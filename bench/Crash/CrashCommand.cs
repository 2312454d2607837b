using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Crash;

/// <summary><c>crash</c>: <see cref="CrashRun"/>.</summary>
internal sealed class CrashCommand : Command
{
    private readonly Option<int> _rounds = OptionOf.Count("--rounds", 10, "Kills.");
    private readonly Option<int> _seed = OptionOf.Seed("Of the random times.");

    public CrashCommand()
        : base("crash", "Kills the Service Bus emulator at random under load and accounts for every message.")
    {
        Options.Add(_rounds);
        Options.Add(_seed);
        SetAction(async (given, ct) => await CrashRun.RunAsync(PlanOf(given), ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public CrashPlan PlanOf(ParseResult given) => new(given.GetValue(_rounds), given.GetValue(_seed));
}
