using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary><c>fuzz</c>: <see cref="FuzzRun"/>.</summary>
internal sealed class FuzzCommand : Command
{
    private readonly Option<int> _inputs = OptionOf.Count("--inputs", 1_000_000, "How many, over all targets.");
    private readonly Option<int> _seed = OptionOf.Seed("The same one tries the same inputs.");

    public FuzzCommand()
        : base("fuzz", "Puts mutated frames, messages, requests and rules into what reads them.")
    {
        Options.Add(_inputs);
        Options.Add(_seed);
        // On a separate thread, because the Ctrl+C handler waits for the task.
        SetAction((given, ct) => Task.Run(() => FuzzRun.Run(PlanOf(given), Console.Out, ct) ? 0 : 1, CancellationToken.None));
    }

    /// <summary>The plan of a command line.</summary>
    public FuzzPlan PlanOf(ParseResult given) => new(given.GetValue(_inputs), given.GetValue(_seed));
}
