using System.Net;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Where channels are heard: one connection.</summary>
/// <param name="Node">The node to connect to; null for any server that the settings name.</param>
/// <param name="Number">Tells connections to the same place apart.</param>
internal readonly record struct ChannelPlace(EndPoint? Node, int Number = 0);
