using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.Session;

namespace RoomChat.Web.Gateway;

/// <summary>
/// Admits only operators to routes with the metadata <c>"Access": "Operator"</c>. Without a key, only RoomChat's own pages may call them. A
/// page of another allowed origin may act for its users, but not for operators.
/// </summary>
internal sealed class OperatorAccess(RequestDelegate next)
{
    public const string Operator = "Operator";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetReverseProxyFeature().Route.Config.Metadata?.GetValueOrDefault("Access") != Operator) return next(context);
        if (context.Features.Get<Caller>() is not { } caller || !OperatorPolicy.Allows(caller))
            return OperatorPolicy.Refusal.ExecuteAsync(context);
        return caller.HasKey || SameOrigin.IsOwn(context.Request) ? next(context) : SameOrigin.Refusal.ExecuteAsync(context);
    }
}
