using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Missed messages of a connection when it is attached to a feed.</summary>
/// <param name="Position">The feed's position. Live messages continue right after it.</param>
/// <param name="Recovered">Whether <paramref name="Missed"/> has all messages between the connection's position and this one.</param>
/// <param name="Missed">The missed messages, in order.</param>
internal sealed record CatchUp(RoomPosition Position, bool Recovered, IReadOnlyList<OutboundFrame> Missed);
