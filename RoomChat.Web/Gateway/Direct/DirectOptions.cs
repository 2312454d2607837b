using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Web.Gateway.Direct;

/// <summary>Where clients reach the realtime service without the gateway in between, section <c>Gateway:Direct</c>.</summary>
internal sealed class DirectOptions
{
    public const string Section = "Gateway:Direct";

    /// <summary>
    /// Public addresses of the realtime instances, as <c>https://realtime.example.org</c>: one for each, or one for all that an ingress
    /// spreads. None for leading everything through the gateway.
    /// </summary>
    [OriginList]
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>Whether clients of the hub are sent there, too. Not where Azure SignalR Service serves them.</summary>
    public bool Hub { get; set; } = true;
}
