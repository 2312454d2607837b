using System.Globalization;

namespace RoomChat.Benchmarks.MessagePath;

/// <summary>The message rate and the listeners in a measurement of <see cref="PathBenchmark"/>.</summary>
/// <param name="Key">The name on the command line and in the report.</param>
/// <param name="Pace">The pace of the messages.</param>
/// <param name="Rooms">The number of rooms.</param>
/// <param name="Members">Connections per room.</param>
/// <param name="MessagesPerSecond">The rate over all rooms, when the pace is even.</param>
internal sealed record PathLoad(string Key, PathPace Pace, int Rooms, int Members, double MessagesPerSecond = 0)
{
    /// <summary>Number of publishers at maximum pace. Each waits for its answer before it publishes again.</summary>
    public const int Lanes = 32;

    private const int PacedRooms = 20;
    private const int RoomMembers = 10;
    private const int ManyMembers = 50;

    private static readonly PathLoad[] Named =
    [
        // One room per publisher: a room's order is guaranteed to a publisher that waits for answers.
        new("max", PathPace.AsFastAsItGoes, Lanes, RoomMembers),
        new("idle", PathPace.Silence, PacedRooms, 0),
        new("idle-1000", PathPace.Silence, PacedRooms, ManyMembers),
        new("pipelined", PathPace.Pipelined, 1, 1),
    ];

    /// <summary>The number of connections in all rooms.</summary>
    public int Connections => Rooms * Members;

    /// <summary>
    /// The loads of a part of the command line, which is a rate or a name; none for an invalid part. <c>idle</c> runs without connections
    /// and with 1,000.
    /// </summary>
    public static IEnumerable<PathLoad> Find(string part) =>
        double.TryParse(part, CultureInfo.InvariantCulture, out var rate)
            ? rate > 0 && double.IsFinite(rate) ? [new PathLoad(part, PathPace.Even, PacedRooms, RoomMembers, rate)] : []
            : Named.Where(load => load.Key.Split('-')[0].Equals(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a server supports the load. The peer cannot publish on a WebSocket.</summary>
    public bool IsFor(string server) => Pace != PathPace.Pipelined || server == PathServerNames.RoomChat;

    /// <summary>The names of the rooms.</summary>
    /// <param name="run">A prefix that is unique per measurement, because measurements share the servers.</param>
    public IReadOnlyList<string> RoomNames(string run) =>
        [.. Enumerable.Range(0, Rooms).Select(number => string.Create(CultureInfo.InvariantCulture, $"{run}-{number}"))];
}
