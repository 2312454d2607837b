using System.Globalization;

namespace RoomChat.Benchmarks.MessagePath;

/// <summary>How much is said in a measurement of <see cref="PathBenchmark"/>, and how many listen.</summary>
/// <param name="Key">Its name on the command line and in the report.</param>
/// <param name="Pace">How messages are published.</param>
/// <param name="Rooms">How many rooms there are.</param>
/// <param name="Members">Connections in each.</param>
/// <param name="MessagesPerSecond">In all rooms together, when the pace is even.</param>
internal sealed record PathLoad(string Key, PathPace Pace, int Rooms, int Members, double MessagesPerSecond = 0)
{
    /// <summary>Publishers that each wait for their answer before they publish again, when it goes as fast as it can.</summary>
    public const int Lanes = 32;

    private const int PacedRooms = 20;
    private const int RoomMembers = 10;
    private const int ManyMembers = 50;

    private static readonly PathLoad[] Named =
    [
        // A room for each publisher: a room's order is promised to a publisher that waits.
        new("max", PathPace.AsFastAsItGoes, Lanes, RoomMembers),
        new("idle", PathPace.Silence, PacedRooms, 0),
        new("idle-1000", PathPace.Silence, PacedRooms, ManyMembers),
        new("pipelined", PathPace.Pipelined, 1, 1),
    ];

    /// <summary>How many there are in all.</summary>
    public int Connections => Rooms * Members;

    /// <summary>The loads of a part of the command line: a rate, or a name; none when it is wrong. <c>idle</c> is measured without connections and with 1,000.</summary>
    public static IEnumerable<PathLoad> Find(string part) =>
        double.TryParse(part, CultureInfo.InvariantCulture, out var rate)
            ? rate > 0 && double.IsFinite(rate) ? [new PathLoad(part, PathPace.Even, PacedRooms, RoomMembers, rate)] : []
            : Named.Where(load => load.Key.Split('-')[0].Equals(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a server can be measured with it: the peer has no WebSocket to publish on.</summary>
    public bool IsFor(string server) => Pace != PathPace.Pipelined || server == PathServerNames.RoomChat;

    /// <summary>The names of its rooms.</summary>
    /// <param name="run">Makes them differ from those of other measurements on the same servers.</param>
    public IReadOnlyList<string> RoomNames(string run) =>
        [.. Enumerable.Range(0, Rooms).Select(number => string.Create(CultureInfo.InvariantCulture, $"{run}-{number}"))];
}
