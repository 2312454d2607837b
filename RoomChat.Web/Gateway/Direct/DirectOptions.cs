using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Web.Gateway.Direct;

/// <summary>Addresses of the realtime service for direct connections without the gateway, section <c>Gateway:Direct</c>.</summary>
internal sealed class DirectOptions
{
    public const string Section = "Gateway:Direct";

    /// <summary>
    /// Public addresses of the realtime instances, as <c>https://realtime.example.org</c>: one for each, or one of an ingress for all. If
    /// empty, all connections go through the gateway.
    /// </summary>
    [OriginList]
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>Whether clients of the hub use these, too. Must be false with Azure SignalR Service.</summary>
    public bool Hub { get; set; } = true;
}
