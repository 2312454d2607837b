using RoomChat.Contracts.Http;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using RoomChat.Web.Limits;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Gateway.Direct;

/// <summary>
/// <c>POST /connect</c>: a caller who may open a WebSocket at the gateway gets a ticket here, to open it at the realtime service directly.
/// </summary>
internal static class ConnectEndpoint
{
    public static void MapConnect(this WebApplication app)
    {
        var pipeline = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        pipeline.UseMiddleware<SubscriptionKeyMiddleware>();
        pipeline.Run(static context => Answer(context).ExecuteAsync(context));
        var answer = pipeline.Build();
        // For every method: otherwise a GET would get the page, as at any other address.
        app.Map("/connect", context => HttpMethods.IsPost(context.Request.Method)
            ? answer(context)
            : AllowedMethods.Refuse(context, HttpMethods.Post).ExecuteAsync(context)).WithRequestTimeout(TimeSpan.FromSeconds(30));
    }

    private static IResult Answer(HttpContext context)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<DirectAddresses>().Next(context.Request) is not { } address)
        {
            return TypedResults.Problem(
                "There is no way past the gateway. Connect to its own WebSocket.", statusCode: StatusCodes.Status404NotFound);
        }

        var caller = context.Features.Get<Caller>()!;
        if (caller.IsUser && services.GetRequiredService<GatewayLimits>().Connections.Refuses(caller.Id, caller.Address) is { } wait)
            return TooMany.Refuse(context, "You connect too often.", wait);
        var ticket = services.GetRequiredService<TicketSeal>().Issue(caller, context.Request.Headers.Origin.ToString());
        context.Response.Headers.CacheControl = "no-store";
        var url = new Uri(DirectAddresses.ToSocket(address), "/ws");
        return TypedResults.Json(
            new DirectConnection(url.ToString(), ticket, (int)Ticket.Lifetime.TotalSeconds), HttpJsonContext.Default.DirectConnection);
    }
}
