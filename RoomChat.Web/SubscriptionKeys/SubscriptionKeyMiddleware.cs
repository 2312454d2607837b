using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using RoomChat.Web.Proxies;
using RoomChat.Web.Session;
using RoomChat.Web.Tokens;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>
/// Identifies the caller before a request is proxied. The caller is the program of a subscription key, the user of a bearer token, or the
/// page's user by the session's cookie, from the page's own origin only. A key or token in the request must be valid, even if another of
/// them is.
/// </summary>
internal sealed class SubscriptionKeyMiddleware(
    RequestDelegate next, KeyRing ring, KeyQuota quota, RefusedKeys refused, TokenCheck tokens, TicketSeal seal, SameOrigin origin)
{
    public Task InvokeAsync(HttpContext context) =>
        context.HasSeveralKeys() ? RefuseSeveralKeysAsync(context)
        : context.GetPresentedKey() is { } key ? AdmitKeyAsync(context, key)
        : tokens.IsOn && HasToken(context) ? AdmitTokenAsync(context)
        : AdmitUserAsync(context);

    /// <summary>
    /// Whether the request has a token. A hub client with a direct connection negotiates again with its last ticket, which is not one.
    /// </summary>
    private bool HasToken(HttpContext context) => context.GetPresentedToken() is { } token && !seal.HasSealed(token);

    private static Task RefuseSeveralKeysAsync(HttpContext context) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [SubscriptionKeyIntake.QueryParameter] = ["The subscription key is given once."]
        }).ExecuteAsync(context);

    private Task AdmitKeyAsync(HttpContext context, string key)
    {
        if (ring.Find(key) is not { } subscription)
        {
            refused.Add();
            return GatewayErrors.WriteInvalidKeyAsync(context);
        }

        return quota.TryTake(subscription, out var retryAfter)
            ? AdmitAsync(context, subscription.Caller)
            : GatewayErrors.WriteQuotaUsedUpAsync(context, retryAfter);
    }

    private async Task AdmitTokenAsync(HttpContext context)
    {
        if (await tokens.FindCallerAsync(context) is { } caller) await AdmitAsync(context, caller);
        else await (await tokens.RefuseAsync(context)).ExecuteAsync(context);
    }

    private async Task AdmitUserAsync(HttpContext context)
    {
        Caller? caller = null;
        try
        {
            if (await PageSession.FindCallerAsync(context) is { } user)
                caller = user with { Address = ClientAddress.Of(context.Connection.RemoteIpAddress) };
        }
        catch (SessionsUnknownException)
        {
            await PageSession.Unknown(context).ExecuteAsync(context);   // logged at its source
            return;
        }
        await (caller is null ? GatewayErrors.WriteMissingKeyAsync(context)
            : origin.Allows(context.Request) ? AdmitAsync(context, caller)
            : SameOrigin.Refusal.ExecuteAsync(context));
    }

    private Task AdmitAsync(HttpContext context, Caller caller)
    {
        context.Features.Set(caller);
        return next(context);
    }
}
