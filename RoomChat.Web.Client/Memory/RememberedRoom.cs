using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>The stored data of one room.</summary>
/// <param name="Draft">Text in the composer, not sent yet.</param>
/// <param name="ReadTo">The read position; null for unknown.</param>
/// <param name="Unsent">Messages that the server has not accepted, first written first.</param>
internal sealed record RememberedRoom(string Draft, RoomPosition? ReadTo, IReadOnlyList<UnsentMessage> Unsent);
