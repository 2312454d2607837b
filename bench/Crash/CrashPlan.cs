using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.Benchmarks.Crash;

/// <summary>How often to kill the emulator.</summary>
/// <param name="Rounds">Kills.</param>
/// <param name="Seed">Of the random times.</param>
internal sealed record CrashPlan(int Rounds, int Seed)
{
    public static CrashPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new CrashPlan(
            int.Parse(given["rounds"] ?? "10", CultureInfo.InvariantCulture),
            int.Parse(given["seed"] ?? "1", CultureInfo.InvariantCulture));
    }
}
