using RoomChat.ServiceDefaults.Http;
using RoomChat.Web.Gateway.Sockets;

namespace RoomChat.Web.Gateway;

/// <summary>
/// Refuses requests that no service could answer, with HTTP's own answer for them: a method that is not in the route's <c>Methods</c>, or
/// no handshake on a route with <c>Handshake</c>. A route's own list of methods cannot be used: other methods would then get the page.
/// </summary>
internal sealed class RequestForm(RequestDelegate next, SocketLimiter limiter, SocketDrain sockets)
{
    private const string Methods = "Methods";
    private const string Handshake = "Handshake";

    public Task InvokeAsync(HttpContext context)
    {
        var rules = context.GetRouteModel().Config.Metadata;
        if (rules?.ContainsKey(Handshake) == true) return OpenAsync(context);
        var methods = rules?.GetValueOrDefault(Methods)?.Split(',', StringSplitOptions.TrimEntries);
        return methods is null || methods.Contains(context.Request.Method, StringComparer.Ordinal)
            ? next(context)
            : AllowedMethods.Refuse(context, methods).ExecuteAsync(context);
    }

    private Task OpenAsync(HttpContext context)
    {
        if ((WebSocketHandshake.Refuse(context) ?? limiter.Refuse(context)) is { } refusal) return refusal.ExecuteAsync(context);
        sockets.Watch(context);
        return next(context);
    }
}
