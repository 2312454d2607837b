namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Resources of the process that one connection uses.</summary>
/// <param name="Descriptors">Files and sockets: one, and one more if the service opens a connection for it.</param>
public sealed record ConnectionCost(int Descriptors = 1);
