using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.Web.Gateway.Direct;

/// <summary>
/// Redirects hub clients that negotiate to an instance, with a ticket for it. It is SignalR's own redirect: its clients follow it, and
/// negotiate there again. A client that cannot connect there sends <c>direct=no</c>.
/// </summary>
internal sealed class HubDirections(RequestDelegate next, DirectAddresses addresses, TicketSeal seal, IOptions<DirectOptions> options)
{
    public Task InvokeAsync(HttpContext context) =>
        IsWanted(context) && addresses.Next(context.Request) is { } address ? DirectAsync(context, address) : next(context);

    private bool IsWanted(HttpContext context) =>
        options.Value.Hub && context.Request.Path.Equals("/hub/negotiate", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Query["direct"].ToString().Equals("no", StringComparison.OrdinalIgnoreCase);

    private async Task DirectAsync(HttpContext context, Uri address)
    {
        var ticket = seal.Issue(context.Features.Get<Caller>()!, context.Request.Headers.Origin.ToString());
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        NegotiateProtocol.WriteResponse(
            new NegotiationResponse { Url = new Uri(address, "/hub").ToString(), AccessToken = ticket }, context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
