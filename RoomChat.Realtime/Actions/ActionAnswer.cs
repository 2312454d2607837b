using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Actions;

/// <summary>What a client got for a frame, for transports that give answers a place of their own. It is sent already.</summary>
/// <param name="Frame">The answer; null for a refusal, and for an action that has none.</param>
/// <param name="Error">Why it was not done.</param>
internal readonly record struct ActionAnswer(OutboundFrame? Frame, ServerFrame.ActionError? Error = null);
