using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>How a stopping gateway closes its WebSockets, section <c>Gateway</c>.</summary>
internal sealed class SocketDrainOptions
{
    public const string Section = "Gateway";

    /// <summary>Period over which a stopping gateway asks its clients to reconnect, so that they do not all do so at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan DrainSpread { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time after that for clients to close, before the gateway cuts them off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
