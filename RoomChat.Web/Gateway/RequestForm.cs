using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.ServiceDefaults.Http;
using RoomChat.Web.Gateway.Sockets;

namespace RoomChat.Web.Gateway;

/// <summary>
/// Refuses requests that no service could answer, with the answer that HTTP has for them: another method than the route's <c>Methods</c>, or no handshake where its
/// <c>Handshake</c> is one. A route's own list of methods would not do: the page is there for every other request.
/// </summary>
internal sealed class RequestForm(RequestDelegate next, SocketDrain sockets)
{
    private const string Methods = "Methods";
    private const string Handshake = "Handshake";
    private const string RetryAfterSeconds = "1";

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
        if ((WebSocketHandshake.Refuse(context) ?? RefuseWhileStopping(context)) is { } refusal) return refusal.ExecuteAsync(context);
        sockets.Watch(context);
        return next(context);
    }

    private ProblemHttpResult? RefuseWhileStopping(HttpContext context)
    {
        if (!sockets.HasBegun) return null;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Problem("This gateway is stopping.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
