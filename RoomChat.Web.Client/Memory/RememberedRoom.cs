using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>What is remembered of one room.</summary>
/// <param name="Draft">Text that was not sent yet.</param>
/// <param name="ReadTo">How far the user has read; null when that is not known.</param>
/// <param name="Unsent">Messages that the server has not accepted, first written first.</param>
internal sealed record RememberedRoom(string Draft, RoomPosition? ReadTo, IReadOnlyList<UnsentMessage> Unsent);
