using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Actions;

/// <summary>The answer to a client's message. Not sent yet.</summary>
/// <param name="Frame">The confirmation that the broker has the message.</param>
/// <param name="Refused">The refusal.</param>
internal readonly record struct PublishAnswer(OutboundFrame? Frame = null, ActionRefused? Refused = null);
