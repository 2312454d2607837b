using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.Session;

namespace RoomChat.Web.Gateway;

/// <summary>
/// Lets only operators to routes whose metadata say <c>"Access": "Operator"</c>, and of pages only our own: an origin that the settings
/// allow may act for its users, and not for those who run this RoomChat.
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
