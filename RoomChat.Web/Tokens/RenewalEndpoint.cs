using RoomChat.Contracts.Http;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using RoomChat.Web.Limits;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Tokens;

/// <summary>
/// <c>POST /connect/renewal</c>: exchanges a token for a ticket that renews an open connection. The realtime service calls it for its
/// clients, because it cannot read tokens. Clients may also call it.
/// </summary>
internal static class RenewalEndpoint
{
    public const string Address = "/connect/renewal";

    public static void MapRenewal(this WebApplication app)
    {
        var pipeline = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        pipeline.UseMiddleware<SubscriptionKeyMiddleware>();
        pipeline.Run(static context => Answer(context).ExecuteAsync(context));
        var answer = pipeline.Build();
        app.Map(Address, context => HttpMethods.IsPost(context.Request.Method)
            ? answer(context)
            : AllowedMethods.Refuse(context, HttpMethods.Post).ExecuteAsync(context)).WithRequestTimeout(TimeSpan.FromSeconds(30));
    }

    private static IResult Answer(HttpContext context)
    {
        var services = context.RequestServices;
        var caller = context.Features.Get<Caller>()!;
        var seal = services.GetRequiredService<TicketSeal>();
        if (caller.Kind != CallerKind.Token || !seal.IsOn)
            return TypedResults.Problem("Only a bearer token can be renewed.", statusCode: StatusCodes.Status403Forbidden);
        if (services.GetRequiredService<GatewayLimits>().Connections.Refuses(caller.Id, caller.Address) is { } wait)
            return TooMany.Refuse(context, "You renew too often.", wait);
        context.Response.Headers.CacheControl = "no-store";
        var ticket = new RenewalTicket(seal.Issue(caller, origin: ""), (int)Ticket.Lifetime.TotalSeconds);
        return TypedResults.Json(ticket, HttpJsonContext.Default.RenewalTicket);
    }
}
