using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>Puts a <see cref="ConnectionHandover"/> between each connection and the web server.</summary>
internal sealed class HandoverMiddleware : IConnectionMiddleware
{
    public void Use(ListenOptions port) => ConnectionHandover.Use(port);
}
