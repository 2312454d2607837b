using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Actions;

/// <summary>The answer to a client's frame, for transports that return answers themselves. It is sent already.</summary>
/// <param name="Frame">The answer; null for a refusal, and for an action without an answer.</param>
/// <param name="Error">The refusal; null otherwise.</param>
internal readonly record struct ActionAnswer(OutboundFrame? Frame, ServerFrame.ActionError? Error = null);
