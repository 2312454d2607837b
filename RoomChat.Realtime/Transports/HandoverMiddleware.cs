using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>Has a <see cref="ConnectionHandover"/> stand between each connection and the web server.</summary>
internal sealed class HandoverMiddleware : IConnectionMiddleware
{
    public void Use(ListenOptions port) => ConnectionHandover.Use(port);
}
