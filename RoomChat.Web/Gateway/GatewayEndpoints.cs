using RoomChat.Web.Gateway.Direct;
using RoomChat.Web.Limits;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Gateway;

/// <summary>The proxy and its pipeline. Routes and clusters are settings, section <c>ReverseProxy</c>.</summary>
internal static class GatewayEndpoints
{
    public static void MapGateway(this IEndpointRouteBuilder routes) => routes.MapReverseProxy(proxy =>
    {
        // Before the key check: the allowed methods are not secret, and a key does not help a request with a wrong method.
        proxy.UseMiddleware<RequestForm>();
        proxy.UseWhen(NeedsCaller, branch => branch.UseMiddleware<SubscriptionKeyMiddleware>());
        proxy.UseMiddleware<OperatorAccess>();
        proxy.UseMiddleware<ConnectionLimits>();
        proxy.UseMiddleware<HubDirections>();
        proxy.UseMiddleware<DestinationFailover>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    /// <summary>All routes except those with the metadata <c>"Access": "Public"</c>.</summary>
    private static bool NeedsCaller(HttpContext context) =>
        context.GetRouteModel().Config.Metadata?.GetValueOrDefault("Access") != "Public";
}
