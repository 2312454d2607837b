namespace RoomChat.Benchmarks.MessagePath.Peer;

/// <summary>A message of <see cref="SeedPeer"/>, at the broker and at the clients.</summary>
internal sealed record SeedMessage(string Type, string RoomId, string Content, DateTimeOffset Timestamp, string Id);
