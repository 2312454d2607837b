using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Actions;

/// <summary>What a client is to be told of its message. Not sent yet.</summary>
/// <param name="Frame">The broker has it.</param>
/// <param name="Refused">Or why it has not.</param>
internal readonly record struct PublishAnswer(OutboundFrame? Frame = null, ActionRefused? Refused = null);
