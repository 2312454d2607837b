using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.Benchmarks.Broker;

/// <summary>What to measure.</summary>
/// <param name="Messages">How many go through in the first run, and the largest backlog.</param>
/// <param name="Durability">The emulator's setting of that name.</param>
internal sealed record BrokerPlan(int Messages, string Durability)
{
    public static BrokerPlan Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new BrokerPlan(int.Parse(given["messages"] ?? "1000000", CultureInfo.InvariantCulture), given["durability"] ?? "Disk");
    }
}
