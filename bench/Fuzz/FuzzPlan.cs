using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>What to try.</summary>
/// <param name="Inputs">How many, over all targets.</param>
/// <param name="Seed">The same one tries the same inputs.</param>
internal sealed record FuzzPlan(int Inputs, int Seed)
{
    public static FuzzPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new FuzzPlan(Number("inputs", 1_000_000), Number("seed", 1));

        int Number(string name, int fallback) => given[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
    }
}
