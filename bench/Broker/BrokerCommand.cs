using System.CommandLine;
using RoomChat.Benchmarks.Commands;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Broker;

/// <summary><c>broker</c>: <see cref="BrokerBenchmark"/>.</summary>
internal sealed class BrokerCommand : Command
{
    private readonly Option<int> _messages =
        OptionOf.Count("--messages", 1_000_000, "Messages of the first run, and the largest backlog; 0 for the paced runs only.", least: 0);

    private readonly ListOption<int> _rates = new(
        "--rates", "RATE,RATE", "100,1000", "Messages a second of the paced runs.", Parts.Number<int>);

    private readonly Option<Durability> _durability =
        OptionOf.Choice("--durability", Durability.Disk, "What an accepted message survives.");

    public BrokerCommand()
        : base("broker", "Cost of a message in the Service Bus emulator: at a pace, empty, with a backlog, with many rules.")
    {
        Options.Add(_messages);
        Options.Add(_rates);
        Options.Add(_durability);
        SetAction((given, ct) => BrokerBenchmark.RunAsync(PlanOf(given), ct));
    }

    /// <summary>The plan of a command line.</summary>
    public BrokerPlan PlanOf(ParseResult given) => new(given.GetValue(_messages), _rates.Of(given), given.GetValue(_durability));
}
