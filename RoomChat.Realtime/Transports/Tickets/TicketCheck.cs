using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using RoomChat.Messaging.Tickets;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using StackExchange.Redis;

namespace RoomChat.Realtime.Transports.Tickets;

/// <summary>
/// Admits clients that connect directly with a ticket of the gateway: each ticket once, and from its own page. Requests signed by the
/// gateway, and those without a ticket, pass: the signature is checked next.
/// </summary>
internal sealed class TicketCheck(RequestDelegate next, TicketSeal seal, IUsedTickets used, RefusedTickets refused, TimeProvider time)
{
    /// <summary>Query parameter of SignalR's clients where they cannot send a header.</summary>
    private const string HubParameter = "access_token";

    private const string BearerPrefix = "Bearer ";

    // The clocks of gateway, instance and Redis may differ.
    private static readonly TimeSpan Kept = Ticket.Lifetime + TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostOfRedis = TimeSpan.FromSeconds(3);

    public async Task InvokeAsync(HttpContext context)
    {
        var presented = seal.IsOn && !context.Request.Headers.ContainsKey(GatewaySignature.Header) ? PresentedBy(context.Request) : default;
        if (presented.Count > 0 && await RefuseAsync(context, presented) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private static StringValues PresentedBy(HttpRequest request)
    {
        var path = request.Path;
        if (path.Equals("/ws", StringComparison.OrdinalIgnoreCase)) return request.Query[Ticket.QueryParameter];
        if (!path.StartsWithSegments("/hub", StringComparison.OrdinalIgnoreCase)) return default;
        var bearer = request.Headers.Authorization is [{ } header] && header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? new StringValues(header[BearerPrefix.Length..])
            : default;
        return bearer.Count > 0 ? bearer : request.Query[HubParameter];
    }

    private async Task<ProblemHttpResult?> RefuseAsync(HttpContext context, StringValues presented)
    {
        var request = context.Request;
        if (presented is not [{ } text] || seal.Read(text) is not { } ticket)
            return Refuse("The ticket is not one of ours, or has expired.");
        if (!string.Equals(request.Headers.Origin.ToString(), ticket.Origin, StringComparison.OrdinalIgnoreCase))
            return Refuse("The ticket was given to a page of another origin.", StatusCodes.Status403Forbidden);
        // The hub's clients send it twice: to negotiate and to connect. Only connecting uses it.
        if (!TicketExtensions.IsNegotiation(request) && await RefuseUsedAsync(ticket, context) is { } refusal) return refusal;
        request.SetCaller(ticket.Caller);
        request.QueryString = QueryString.Create(request.Query.Where(static pair => !IsTicket(pair.Key)));
        context.Features.Set(ticket);
        return null;
    }

    private async Task<ProblemHttpResult?> RefuseUsedAsync(Ticket ticket, HttpContext context)
    {
        try
        {
            var isFirst = await used.TryUseAsync(ticket.Id, Kept, context.RequestAborted)
                .WaitAsync(MostOfRedis, time, context.RequestAborted);
            return isFirst ? null : Refuse("The ticket was used before.");
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            refused.AddUnknown(e);
            return TryLater.Unavailable(context, "Your ticket cannot be checked now. Try again soon.");
        }
    }

    private ProblemHttpResult Refuse(string what, int status = StatusCodes.Status401Unauthorized)
    {
        refused.Add();
        return TypedResults.Problem($"{what} Ask the gateway for another one, or connect through it.", statusCode: status);
    }

    private static bool IsTicket(string parameter) =>
        parameter.Equals(Ticket.QueryParameter, StringComparison.OrdinalIgnoreCase)
        || parameter.Equals(HubParameter, StringComparison.OrdinalIgnoreCase);
}
