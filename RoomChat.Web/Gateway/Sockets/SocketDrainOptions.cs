using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>How a stopping gateway parts from its WebSockets, section <c>Gateway</c>.</summary>
internal sealed class SocketDrainOptions
{
    public const string Section = "Gateway";

    /// <summary>How long a stopping gateway may take to ask its clients to reconnect, so that they do not all do it at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan DrainSpread { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it waits after that for clients to go, before it cuts them off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
