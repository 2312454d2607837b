using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>How many WebSockets pass through a gateway, section <c>Gateway</c>.</summary>
internal sealed class SocketBounds
{
    public const string Section = "Gateway";

    /// <summary>
    /// WebSockets at once; more are refused with 503. 0 for nine of ten connections, so that the page, publishing and health are served,
    /// too.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxSockets { get; set; }
}
