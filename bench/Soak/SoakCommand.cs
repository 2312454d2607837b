using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Soak;

/// <summary><c>soak</c>: <see cref="SoakRun"/>.</summary>
internal sealed class SoakCommand : Command
{
    private readonly Option<double> _minutes = OptionOf.Amount("--minutes", "MINUTES", 30, "How long members come and go.");
    private readonly Option<int> _connections = OptionOf.Count("--connections", 2_000, "Members, each one connection.");
    private readonly Option<int> _rate = OptionOf.Count("--rate", 200, "Messages a second, all rooms together.");
    private readonly Option<int> _rooms = OptionOf.Count("--rooms", 100, "Rooms. Members are in two of them on average.");
    private readonly Option<int> _seed = OptionOf.Seed("Of what members do and when.");

    private readonly Option<SoakDisturbance> _disturb = OptionOf.Choice(
        "--disturb", SoakDisturbance.None,
        "What happens to the instances every minute, in turn: replace is what Azure Container Apps does.");

    private readonly Option<int> _outlaws = OptionOf.Count(
        "--outlaws", 10, "Clients that break the protocol, ping without reading, or vanish while they are answered.");

    private readonly Option<SabotageKind> _sabotage = OptionOf.Choice(
        "--sabotage", SabotageKind.None, "What is done to one message on its way to the checker, to see that the checker sees it.");

    public SoakCommand()
        : base("soak", "Members come, go, break and resume; every message to each of them is accounted for.")
    {
        foreach (var option in (Option[])[_minutes, _connections, _rate, _rooms, _seed, _disturb, _outlaws, _sabotage]) Options.Add(option);
        SetAction(async (given, ct) => await SoakRun.RunAsync(PlanOf(given), ct) ? 0 : 1);
    }

    /// <summary>The plan of a command line.</summary>
    public SoakPlan PlanOf(ParseResult given) => new(
        TimeSpan.FromMinutes(given.GetValue(_minutes)),
        given.GetValue(_connections),
        given.GetValue(_rate),
        given.GetValue(_rooms),
        given.GetValue(_seed),
        given.GetValue(_disturb),
        given.GetValue(_outlaws),
        given.GetValue(_sabotage));
}
