using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace RoomChat.Web.Gateway;

/// <summary>
/// Avoids a replica that refuses connections until the cluster's reactivation period is over. One failure is enough to know that a port
/// is closed; no failure rate is needed.
/// </summary>
internal sealed class ConnectFailurePolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    private static readonly TimeSpan DefaultReactivation = TimeSpan.FromSeconds(5);

    public string Name => "ConnectFailure";

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (!IsConnectFailure(context.GetForwarderErrorFeature())) return;
        var reactivation = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? DefaultReactivation;
        health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, reactivation);
    }

    /// <summary>True when the destination cannot have received the request, so that another one may get it.</summary>
    public static bool IsConnectFailure(IForwarderErrorFeature? error) =>
        error?.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        };
}
