namespace RoomChat.Benchmarks.MessagePath;

/// <summary>The systems that are compared.</summary>
internal static class PathServerNames
{
    /// <summary>The product: emulator, Redis, API and realtime service.</summary>
    public const string RoomChat = "roomchat";

    /// <summary>The least that does the same: emulator and one program with the official client; no log, no recovery.</summary>
    public const string Peer = "peer";

    public static IReadOnlyList<string> All { get; } = [RoomChat, Peer];
}
