using System.CommandLine;
using RoomChat.Benchmarks.Commands;
using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary><c>fanout</c>: <see cref="FanOutBenchmark"/>.</summary>
internal sealed class FanOutCommand : Command
{
    private const int FirstJoins = 1_000;

    private readonly ListOption<FanOutScenario> _scenarios =
        new("--scenarios", "A,B", "A,B,C,D,E", "Letters from A to G, as in docs/benchmarks.md.", FanOutScenario.Find);

    private readonly ListOption<string> _servers =
        new("--servers", "NAME,NAME", string.Join(',', ServerNames.Usual), "They take turns in every round.", Parts.OneOf(ServerNames.All));

    private readonly Option<int> _rounds = OptionOf.Count("--rounds", 3, "How often everything is measured; the median counts.");
    private readonly Option<double> _seconds = OptionOf.Amount("--seconds", "SECONDS", 6, "How long a measurement publishes.");
    private readonly Option<double> _warmUp = OptionOf.AmountOrNone("--warm-up", "SECONDS", 4, "How long it publishes before.");
    private readonly Option<int> _window = OptionOf.Count("--window", 768, "Messages under way in scenarios without a pace.");
    private readonly Option<string?> _json = OptionOf.File("--json", "File for all figures.");

    public FanOutCommand()
        : base("fanout", "Cost of a delivery, side by side with SignalR, the obvious loop and the least there can be.")
    {
        foreach (var option in (Option[])[_scenarios, _servers, _rounds, _seconds, _warmUp, _window, _json]) Options.Add(option);
        SetAction(async (given, ct) => await FanOutBenchmark.RunAsync(PlanOf(given), ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public FanOutPlan PlanOf(ParseResult given) => new(
        _scenarios.Of(given),
        _servers.Of(given),
        given.GetValue(_rounds),
        TimeSpan.FromSeconds(given.GetValue(_seconds)),
        TimeSpan.FromSeconds(given.GetValue(_warmUp)),
        given.GetValue(_window),
        FirstJoins,
        given.GetValue(_json));
}
