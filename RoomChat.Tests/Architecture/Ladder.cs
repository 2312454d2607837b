namespace RoomChat.Tests.Architecture;

/// <summary>The folders of a project and, for each, the folders that it may use. See the README of the project.</summary>
/// <param name="Path">Folder of the project in the repository. Its last part is the root namespace.</param>
/// <param name="MayUse">Folders by the folder that uses them.</param>
/// <param name="Open">Folders that all others may use.</param>
internal sealed record Ladder(string Path, IReadOnlyDictionary<string, string[]> MayUse, params string[] Open)
{
    /// <summary>The parts that have a ladder here. The emulator has a test of its own.</summary>
    internal static IReadOnlyList<Ladder> All { get; } =
    [
        new("RoomChat.Realtime", new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Connections"] = [],
            ["FanOut"] = ["Connections"],
            ["Presence"] = ["FanOut", "Connections"],
            ["Actions"] = ["Presence", "FanOut", "Connections"],
            ["Transports"] = ["Actions", "Presence", "FanOut", "Connections"],
            ["Push"] = [],
            ["Routing"] = ["FanOut", "Push"],
            ["Operators"] = ["Routing", "Connections"],
            ["Telemetry"] = [],
        }, "Telemetry"),
        new("RoomChat.Messaging", new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Redis"] = [],
            ["EndedSessions"] = [],
            ["InstanceLeases"] = [],
            ["Instances"] = [],
            ["Limits"] = [],
            ["Names"] = [],
            ["Operators"] = [],
            ["Push"] = [],
            ["RoomChanges"] = [],
            ["RoomCounts"] = [],
            ["RoomLog"] = [],
            ["RoomMembers"] = [],
            ["RoomRates"] = ["Limits"],
            ["RoomServers"] = ["RoomLog"],
            ["RoutingAgreement"] = ["InstanceLeases"],
            ["ServiceBus"] = [],
            ["RoomTopics"] = ["RoomServers", "ServiceBus"],
            ["Publishing"] = ["Limits", "Names", "RoomRates", "ServiceBus"],
            ["Tickets"] = [],
        }, "Redis"),
        new("RoomChat.Rooms", new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Settings"] = [],
            ["Store"] = [],
            ["Migrations"] = ["Store"],
            ["Audit"] = ["Store"],
            ["Following"] = ["Store", "Settings"],
            ["Created"] = ["Store"],
            ["Members"] = ["Store"],
            ["Invitations"] = ["Created", "Members", "Store"],
        }),
        new("RoomChat.ApiService", new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Errors"] = [],
            ["History"] = [],
            ["Publishing"] = [],
            ["Rooms"] = [],
            ["Operator"] = ["Rooms"],
        }),
        new("RoomChat.Web.Client", PageLadder.MayUse),
    ];

    /// <summary>The root namespace.</summary>
    internal string Namespace => Path[(Path.LastIndexOf('/') + 1)..];
}
