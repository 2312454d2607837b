using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace RoomChat.Web.Page;

/// <summary>The script of <c>&lt;roomchat-room&gt;</c>. Pages of every origin may load it. The usual checks protect its calls.</summary>
internal static class Widget
{
    private const string Route = "widget.js";

    private static readonly CorsPolicy EveryPage =
        new CorsPolicyBuilder().AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head).Build();

    /// <summary>Sends the permission in the answers of the script's own endpoint.</summary>
    public static void AllowEveryPage(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: Route }) endpoint.Metadata.Add(new CorsPolicyMetadata(EveryPage));
    }
}
