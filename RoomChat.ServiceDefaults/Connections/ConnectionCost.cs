namespace RoomChat.ServiceDefaults.Connections;

/// <summary>What a connection takes of the process.</summary>
/// <param name="Descriptors">Files and sockets: one, and one more where the service opens a connection for it.</param>
public sealed record ConnectionCost(int Descriptors = 1);
