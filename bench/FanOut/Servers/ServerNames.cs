namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>The servers that are compared.</summary>
internal static class ServerNames
{
    /// <summary>RoomChat.Realtime as it ships.</summary>
    public const string RoomChat = "roomchat";

    /// <summary>The same behind RoomChat.Web, the gateway: both processes count.</summary>
    public const string Gateway = "gateway";

    /// <summary>RoomChat.Realtime, heard through its hub.</summary>
    public const string Hub = "hub";

    /// <summary>RoomChat.Realtime with clients that get compressed messages.</summary>
    public const string Deflate = "deflate";

    /// <summary>RoomChat.Realtime behind its own TLS.</summary>
    public const string Tls = "tls";

    /// <summary>SignalR behind its own TLS.</summary>
    public const string SignalRTls = "signalr-tls";

    /// <summary>ASP.NET Core SignalR with groups.</summary>
    public const string SignalR = "signalr";

    /// <summary>What one would write first: <c>WebSocket.SendAsync</c> to one member after the other.</summary>
    public const string Loop = "loop";

    /// <summary>One <c>send</c> of prebuilt bytes a connection, from one thread: what the system itself costs.</summary>
    public const string Floor = "floor";

    /// <summary>Those that are compared when nothing is said.</summary>
    public static IReadOnlyList<string> Usual { get; } = [RoomChat, SignalR, Loop, Floor];

    public static IReadOnlyList<string> All { get; } = [.. Usual, Gateway, Hub, Deflate, Tls, SignalRTls];

    /// <summary>Whether it is RoomChat in one of its forms.</summary>
    public static bool IsRoomChat(string name) => name is RoomChat or Gateway or Hub or Deflate or Tls;
}
