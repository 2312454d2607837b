using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Web.Limits;

/// <summary>
/// Limits how often users of the page connect, and the open connections of an address, on routes with the metadata <c>"Limit":
/// "Connections"</c>. Programs with a subscription key have their key's quota instead.
/// </summary>
internal sealed class ConnectionLimits(RequestDelegate next, GatewayLimits limits)
{
    // By then a connection of the address may have closed.
    private static readonly TimeSpan WhenFull = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { IsUser: true } caller || !IsLimited(context))
        {
            await next(context);
            return;
        }
        if (limits.Connections.Refuses(caller.Id, caller.Address) is { } wait)
        {
            await TooMany.Refuse(context, "You connect too often.", wait).ExecuteAsync(context);
            return;
        }
        await (caller.Address is { } address ? CountAsync(context, address) : next(context));
    }

    /// <summary>Counts while the request lasts. For a WebSocket that is as long as it is open.</summary>
    private async Task CountAsync(HttpContext context, string address)
    {
        if (!limits.TryOpen(address))
        {
            await TooMany.Refuse(context, "Your network has as many connections as it may have.", WhenFull).ExecuteAsync(context);
            return;
        }
        try
        {
            await next(context);
        }
        finally
        {
            limits.Close(address);
        }
    }

    private static bool IsLimited(HttpContext context) =>
        context.GetRouteModel().Config.Metadata?.GetValueOrDefault("Limit") == "Connections";
}
