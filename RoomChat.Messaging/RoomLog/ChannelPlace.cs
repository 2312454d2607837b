using System.Net;

namespace RoomChat.Messaging.RoomLog;

/// <summary>The connection that receives a channel.</summary>
/// <param name="Node">The node to connect to; null for any server in the settings.</param>
/// <param name="Number">Distinguishes connections to the same node.</param>
internal readonly record struct ChannelPlace(EndPoint? Node, int Number = 0);
