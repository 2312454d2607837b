using RoomChat.Web.Gateway.Direct;
using RoomChat.Web.Limits;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Gateway;

/// <summary>The proxy and its pipeline. Routes and clusters are settings, section <c>ReverseProxy</c>.</summary>
internal static class GatewayEndpoints
{
    public static void MapGateway(this IEndpointRouteBuilder routes) => routes.MapReverseProxy(proxy =>
    {
        // Before the key: which methods there are is no secret, and a wrong one is not mended by a key.
        proxy.UseMiddleware<RequestForm>();
        proxy.UseWhen(NeedsCaller, branch => branch.UseMiddleware<SubscriptionKeyMiddleware>());
        proxy.UseMiddleware<OperatorAccess>();
        proxy.UseMiddleware<ConnectionLimits>();
        proxy.UseMiddleware<HubDirections>();
        proxy.UseMiddleware<DestinationFailover>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    /// <summary>Every route does, but those whose metadata say <c>"Access": "Public"</c>.</summary>
    private static bool NeedsCaller(HttpContext context) =>
        context.GetRouteModel().Config.Metadata?.GetValueOrDefault("Access") != "Public";
}
