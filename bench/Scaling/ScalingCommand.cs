using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Scaling;

/// <summary><c>scaling</c>: <see cref="ScalingBenchmark"/>.</summary>
internal sealed class ScalingCommand : Command
{
    private readonly ListOption<string> _strategies = new(
        "--strategies", "NAME,NAME", string.Join(',', ScalingPlan.AllStrategies), "Values of Routing:Strategy.",
        Parts.OneOf(ScalingPlan.AllStrategies));

    private readonly ListOption<int> _rooms = new("--rooms", "N,N", "1,10,100,1000", "Numbers of rooms.", Parts.Number<int>);
    private readonly ListOption<int> _instances = new("--instances", "N,N", "1,3", "Numbers of instances.", Parts.Number<int>);
    private readonly Option<double> _seconds = OptionOf.Amount("--seconds", "SECONDS", 10, "How long a measurement publishes.");
    private readonly Option<double> _rate = OptionOf.Amount("--rate", "N", 100, "Messages a second, all rooms together.");
    private readonly Option<int> _crowd = OptionOf.Count("--crowd", 1_000, "Members of the one large room; 0 leaves it out.", least: 0);
    private readonly Option<string?> _json = OptionOf.File("--json", "File for all figures.");
    private readonly Option<string?> _update = OptionOf.File("--update", "Page whose marked part becomes the tables.");

    public ScalingCommand()
        : base("scaling", "Cost of a message under each routing strategy, with few rooms and many, on one instance and several.")
    {
        foreach (var option in (Option[])[_strategies, _rooms, _instances, _seconds, _rate, _crowd, _json, _update]) Options.Add(option);
        SetAction(async (given, ct) => await ScalingBenchmark.RunAsync(PlanOf(given), ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public ScalingPlan PlanOf(ParseResult given) => new(
        _strategies.Of(given),
        [.. _rooms.Of(given).Order()],
        _instances.Of(given),
        TimeSpan.FromSeconds(given.GetValue(_seconds)),
        given.GetValue(_rate),
        given.GetValue(_crowd),
        given.GetValue(_json),
        given.GetValue(_update));
}
