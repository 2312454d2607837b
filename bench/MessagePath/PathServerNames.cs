namespace RoomChat.Benchmarks.MessagePath;

/// <summary>The compared systems.</summary>
internal static class PathServerNames
{
    /// <summary>The product: emulator, Redis, API and realtime service.</summary>
    public const string RoomChat = "roomchat";

    /// <summary>The minimal equivalent: the emulator and one program with the official client. It has no log and no recovery.</summary>
    public const string Peer = "peer";

    public static IReadOnlyList<string> All { get; } = [RoomChat, Peer];
}
