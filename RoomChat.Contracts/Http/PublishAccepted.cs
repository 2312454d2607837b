namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>POST /publish</c>, 202: the broker has the message.</summary>
/// <param name="MessageId">The message's id: the publisher's own, or a new one.</param>
/// <param name="RoomId">The target room; <c>all</c> for everyone.</param>
/// <param name="Timestamp">When it was accepted, UTC.</param>
public sealed record PublishAccepted(string MessageId, string RoomId, DateTimeOffset Timestamp);
