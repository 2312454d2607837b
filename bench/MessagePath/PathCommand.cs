using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.MessagePath;

/// <summary><c>path</c>: <see cref="PathBenchmark"/>.</summary>
internal sealed class PathCommand : Command
{
    private readonly ListOption<PathLoad> _rates = new(
        "--rates", "RATE,RATE", "100,400,1000,max,idle,pipelined",
        "Messages a second; max: as fast as it goes; idle: nothing is said; pipelined: one publisher on one WebSocket.", PathLoad.Find);

    private readonly ListOption<string> _servers =
        new(
            "--servers",
            "NAME,NAME",
            string.Join(',', PathServerNames.All),
            "They take turns in every round.",
            Parts.OneOf(PathServerNames.All));

    private readonly Option<int> _rounds = OptionOf.Count("--rounds", 3, "How often everything is measured; the median counts.");
    private readonly Option<double> _seconds = OptionOf.Amount("--seconds", "SECONDS", 6, "How long a measurement publishes.");
    private readonly Option<double> _warmUp = OptionOf.AmountOrNone("--warm-up", "SECONDS", 4, "How long it publishes before.");
    private readonly Option<bool> _gateway = new("--gateway") { Description = "Publish to the product, and listen, through its gateway." };
    private readonly Option<bool> _fastRedis = new("--fast-redis")
    {
        Description = "Redis answers before its log is written: what is measured is less of the disk."
    };
    private readonly Option<string?> _json = OptionOf.File("--json", "File for all figures.");

    public PathCommand()
        : base("path", "Cost of a message on its whole way, from the publish to the receive, beside the least program that does the same.")
    {
        foreach (var option in (Option[])[_rates, _servers, _rounds, _seconds, _warmUp, _gateway, _fastRedis, _json]) Options.Add(option);
        SetAction(async (given, ct) => await PathBenchmark.RunAsync(PlanOf(given), ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public PathPlan PlanOf(ParseResult given) => new(
        _rates.Of(given),
        _servers.Of(given),
        given.GetValue(_rounds),
        TimeSpan.FromSeconds(given.GetValue(_seconds)),
        TimeSpan.FromSeconds(given.GetValue(_warmUp)),
        given.GetValue(_gateway),
        !given.GetValue(_fastRedis),
        given.GetValue(_json));
}
