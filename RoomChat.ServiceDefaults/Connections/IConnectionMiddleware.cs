using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Middleware of each connection on each port, before TLS and HTTP. The first registered one is the outermost.</summary>
public interface IConnectionMiddleware
{
    /// <summary>Adds the middleware to a port.</summary>
    void Use(ListenOptions port);
}
