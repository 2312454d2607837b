using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>How many connections are where, and how much is said.</summary>
/// <param name="Key">Its name on the command line and in the report.</param>
/// <param name="Description">In words.</param>
/// <param name="Rooms">How many.</param>
/// <param name="Members">Connections in each.</param>
/// <param name="Pace">How much is said.</param>
/// <param name="MessagesPerSecond">In all rooms together, when the pace is even.</param>
/// <param name="HasStuckReader">Whether there is one more member in the first room, who reads nothing.</param>
internal sealed record FanOutScenario(
    string Key, string Description, int Rooms, int Members, Pace Pace, double MessagesPerSecond = 0, bool HasStuckReader = false)
{
    private static readonly FanOutScenario[] All =
    [
        new("A", "one room x 500 connections x 100 msg/s", 1, 500, Pace.Even, 100),
        new("B", "100 rooms x 10 connections x 20 msg/s each", 100, 10, Pace.Even, 2_000),
        new("C", "one room x 200 connections, as fast as it goes", 1, 200, Pace.AsFastAsItGoes),
        new("D", "10,000 idle connections in 100 rooms", 100, 100, Pace.Silence),
        new("E-100", "100 rooms x 1 connection, 1,000 msg/s in all", 100, 1, Pace.Even, 1_000),
        new("E", "10,000 rooms x 1 connection, 1,000 msg/s in all", 10_000, 1, Pace.Even, 1_000),
        new("F", "one room x 5,000 connections x 5 msg/s", 1, 5_000, Pace.Even, 5),
        new("F-stuck", "one room x 5,000 connections x 5 msg/s, and one that reads nothing", 1, 5_000, Pace.Even, 5, HasStuckReader: true),
        new("G-180", "18,000 connections join 180 rooms in a burst", 180, 100, Pace.Joining),
        new("G", "18,000 connections join one room in a burst", 1, 18_000, Pace.Joining),
    ];

    /// <summary>How many there are in all.</summary>
    public int Connections => Rooms * Members;

    /// <summary>What RoomChat is told for it, by environment names.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        HasStuckReader ? StuckReader.ServerSettings : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a server can be measured in it: only RoomChat has answers enough to get a reader stuck.</summary>
    public bool IsFor(string server) => !HasStuckReader || server == ServerNames.RoomChat;

    /// <summary>
    /// The scenarios of a letter, none when there is no such letter: E is measured with few rooms and with many, F without and with a stuck
    /// reader, G in small rooms and in a large one.
    /// </summary>
    public static IEnumerable<FanOutScenario> Find(string letter) =>
        All.Where(scenario => scenario.Key.Split('-')[0].Equals(letter, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names of its rooms.</summary>
    /// <param name="run">Makes them differ from those of other measurements in the same Redis.</param>
    public string[] RoomNames(string run) => [.. Enumerable.Range(0, Rooms).Select(number => $"{run}-{number}")];

    /// <summary>Which room each connection is in.</summary>
    public static IReadOnlyList<string> RoomOfEach(IReadOnlyList<string> rooms, int members) =>
        [.. Enumerable.Range(0, members).SelectMany(_ => rooms)];
}
