using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>The connections, their rooms and the message rate of a scenario.</summary>
/// <param name="Key">The name on the command line and in the report.</param>
/// <param name="Description">The description in words.</param>
/// <param name="Rooms">Number of rooms.</param>
/// <param name="Members">Connections per room.</param>
/// <param name="Pace">The pace of the messages.</param>
/// <param name="MessagesPerSecond">Message rate over all rooms, when the pace is even.</param>
/// <param name="HasStuckReader">Whether the first room has one more member that reads nothing.</param>
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

    /// <summary>The number of connections in all rooms.</summary>
    public int Connections => Rooms * Members;

    /// <summary>RoomChat's settings for this scenario, by environment variable.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        HasStuckReader ? StuckReader.ServerSettings : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a server supports the scenario. Only RoomChat can answer enough data to get a reader stuck.</summary>
    public bool IsFor(string server) => !HasStuckReader || server == ServerNames.RoomChat;

    /// <summary>
    /// The scenarios of a letter, or none for an unknown letter. E has a variant with few rooms and one with many. F has variants without
    /// and with a stuck reader. G has variants with small rooms and with one large room.
    /// </summary>
    public static IEnumerable<FanOutScenario> Find(string letter) =>
        All.Where(scenario => scenario.Key.Split('-')[0].Equals(letter, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names of the rooms.</summary>
    /// <param name="run">A prefix that is unique per measurement, because measurements share one Redis.</param>
    public string[] RoomNames(string run) => [.. Enumerable.Range(0, Rooms).Select(number => $"{run}-{number}")];

    /// <summary>The room of each connection.</summary>
    public static IReadOnlyList<string> RoomOfEach(IReadOnlyList<string> rooms, int members) =>
        [.. Enumerable.Range(0, members).SelectMany(_ => rooms)];
}
