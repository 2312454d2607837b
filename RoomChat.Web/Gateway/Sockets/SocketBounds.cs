using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>Limit of the WebSockets through a gateway, section <c>Gateway</c>.</summary>
internal sealed class SocketBounds
{
    public const string Section = "Gateway";

    /// <summary>
    /// Maximum of open WebSockets; further ones are refused with 503. 0 for nine tenths of the connections. The rest then serve the page,
    /// publishing and health.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxSockets { get; set; }
}
