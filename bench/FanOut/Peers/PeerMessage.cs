using RoomChat.Contracts;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>A message as SignalR's clients get it.</summary>
internal sealed record PeerMessage(string Id, string RoomId, string Content, DateTimeOffset Timestamp, ChatUser User)
{
    /// <summary>Its place in the room; not in the log's JSON, but in every frame.</summary>
    public long Offset { get; init; }
}
