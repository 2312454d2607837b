using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Middleware of each connection on each port, before TLS and HTTP. The one that was registered first is the outermost.</summary>
public interface IConnectionMiddleware
{
    /// <summary>Puts itself into a port's way.</summary>
    void Use(ListenOptions port);
}
