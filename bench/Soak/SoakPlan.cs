using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.Benchmarks.Soak;

/// <summary>How long and how hard.</summary>
/// <param name="Duration">How long members come and go; starting and the last deliveries come on top.</param>
/// <param name="Connections">Members, each one connection.</param>
/// <param name="Rate">Messages a second, all rooms together.</param>
/// <param name="Rooms">Rooms. Members are in two of them on average, so that there are about 2 × rate × members ÷ rooms deliveries a second.</param>
/// <param name="Seed">Of what members do and when.</param>
/// <param name="Kills">Whether an instance is killed and started again every minute, in turn.</param>
/// <param name="Sabotage">What is done to one message on its way to the checker, to see that the checker sees it.</param>
internal sealed record SoakPlan(TimeSpan Duration, int Connections, int Rate, int Rooms, int Seed, bool Kills, SabotageKind Sabotage)
{
    private const string KillSwitch = "--kill";

    public static SoakPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine([.. args.Where(arg => arg != KillSwitch)]).Build();
        return new SoakPlan(
            TimeSpan.FromMinutes(double.Parse(given["minutes"] ?? "30", CultureInfo.InvariantCulture)),
            int.Parse(given["connections"] ?? "2000", CultureInfo.InvariantCulture),
            int.Parse(given["rate"] ?? "200", CultureInfo.InvariantCulture),
            int.Parse(given["rooms"] ?? "100", CultureInfo.InvariantCulture),
            int.Parse(given["seed"] ?? "1", CultureInfo.InvariantCulture),
            args.Contains(KillSwitch, StringComparer.Ordinal),
            Enum.Parse<SabotageKind>(given["sabotage"] ?? nameof(SabotageKind.None), ignoreCase: true));
    }
}
