using RoomChat.Contracts;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>A message for SignalR's clients.</summary>
internal sealed record PeerMessage(string Id, string RoomId, string Content, DateTimeOffset Timestamp, ChatUser User)
{
    /// <summary>The offset in the room. It is not in the log's JSON, but in every frame.</summary>
    public long Offset { get; init; }
}
