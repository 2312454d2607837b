using System.CommandLine;
using RoomChat.Benchmarks.Commands;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary><c>capacity</c>: <see cref="CapacityRun"/>.</summary>
internal sealed class CapacityCommand : Command
{
    private readonly Option<string> _figures = new("--figures")
    {
        HelpName = "FILE",
        Description = "File that scaling --json wrote.",
        DefaultValueFactory = _ => "scaling.json",
    };

    private readonly ListOption<double> _connections =
        new("--connections", "N,N", "1000,10000,100000,1000000", "Numbers of connections, one estimate each.", Parts.Number<double>);

    private readonly Option<double> _perRoom = OptionOf.Amount("--per-room", "N", 20, "Members of a room.");
    private readonly Option<double> _rate = OptionOf.AmountOrNone("--rate", "N", 0.02, "Messages a second in each room.");
    private readonly Option<double> _cores = OptionOf.Amount("--cores", "N", 2, "Processors of an instance.");
    private readonly Option<double> _gigabytes = OptionOf.Amount("--gigabytes", "N", 4, "Memory of an instance for connections.");
    private readonly Option<double> _target = OptionOf.Amount("--target", "SHARE", 0.6, "Share of the processors that is to be used.");
    private readonly ListOption<int> _check =
        new("--check", "N,N", "", "Numbers of instances with which the model is compared with a real run.", Parts.Number<int>);

    private readonly Option<int> _checkConnections = OptionOf.Count("--check-connections", 2_000, "Connections of that run.");
    private readonly Option<double> _checkRate = OptionOf.Amount("--check-rate", "N", 1, "Messages a second in each room of that run.");
    private readonly Option<double> _seconds = OptionOf.Amount("--seconds", "SECONDS", 15, "How long that run publishes.");
    private readonly Option<string?> _update = OptionOf.File("--update", "Page whose marked part becomes the table.");

    public CapacityCommand()
        : base("capacity", "What a load needs, computed from the figures of scaling; compared with a real run.")
    {
        foreach (var option in (Option[])[_figures, _connections, _perRoom, _rate, _cores, _gigabytes, _target]) Options.Add(option);
        foreach (var option in (Option[])[_check, _checkConnections, _checkRate, _seconds, _update]) Options.Add(option);
        _figures.Validators.Add(static given =>
        {
            var path = given.GetValueOrDefault<string>();
            if (!File.Exists(path)) given.AddError($"There is no file '{path}' for --figures.");
        });
        SetAction((given, ct) => CapacityRun.RunAsync(PlanOf(given), ct));
    }

    /// <summary>The plan of a command line.</summary>
    public CapacityPlan PlanOf(ParseResult given) => new(
        given.GetRequiredValue(_figures),
        _connections.Of(given),
        given.GetValue(_perRoom),
        given.GetValue(_rate),
        new InstanceSize(given.GetValue(_cores), given.GetValue(_gigabytes), given.GetValue(_target)),
        _check.Of(given),
        given.GetValue(_checkConnections),
        given.GetValue(_checkRate),
        TimeSpan.FromSeconds(given.GetValue(_seconds)),
        given.GetValue(_update));
}
