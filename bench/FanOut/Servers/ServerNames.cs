namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>The compared servers.</summary>
internal static class ServerNames
{
    /// <summary>RoomChat.Realtime as shipped.</summary>
    public const string RoomChat = "roomchat";

    /// <summary>RoomChat.Realtime behind the gateway RoomChat.Web. Both processes count.</summary>
    public const string Gateway = "gateway";

    /// <summary>RoomChat.Realtime through its SignalR hub.</summary>
    public const string Hub = "hub";

    /// <summary>RoomChat.Realtime with compressed messages.</summary>
    public const string Deflate = "deflate";

    /// <summary>RoomChat.Realtime behind its own TLS.</summary>
    public const string Tls = "tls";

    /// <summary>SignalR behind its own TLS.</summary>
    public const string SignalRTls = "signalr-tls";

    /// <summary>ASP.NET Core SignalR with groups.</summary>
    public const string SignalR = "signalr";

    /// <summary>The simplest server: <c>WebSocket.SendAsync</c> to one member after the other.</summary>
    public const string Loop = "loop";

    /// <summary>The minimal server: one thread makes one <c>send</c> of prebuilt bytes per connection.</summary>
    public const string Floor = "floor";

    /// <summary>The default servers.</summary>
    public static IReadOnlyList<string> Usual { get; } = [RoomChat, SignalR, Loop, Floor];

    public static IReadOnlyList<string> All { get; } = [.. Usual, Gateway, Hub, Deflate, Tls, SignalRTls];

    /// <summary>Whether this is a variant of RoomChat.</summary>
    public static bool IsRoomChat(string name) => name is RoomChat or Gateway or Hub or Deflate or Tls;
}
