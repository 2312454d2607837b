using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Something that every connection to this service goes through, on whatever port, before TLS and HTTP. Those registered first stand outside.</summary>
public interface IConnectionMiddleware
{
    /// <summary>Puts itself into a port's way.</summary>
    void Use(ListenOptions port);
}
