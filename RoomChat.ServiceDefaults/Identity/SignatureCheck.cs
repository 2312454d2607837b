using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Refuses requests that the gateway did not sign, except on routes with <see cref="AllowUnsignedAttribute"/>.</summary>
internal sealed partial class SignatureCheck
{
    private const string Challenge = "RoomChat-Gateway";

    private readonly RequestDelegate _next;
    private readonly GatewaySignature _signature;
    private readonly UnsignedRequests _refused;

    public SignatureCheck(RequestDelegate next, GatewaySignature signature, UnsignedRequests refused, ILogger<SignatureCheck> logger)
    {
        (_next, _signature, _refused) = (next, signature, refused);
        if (!signature.IsOn) LogOpen(logger);
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (IsAllowed(context)) return _next(context);
        _refused.Add();
        context.Response.Headers.WWWAuthenticate = Challenge;
        return TypedResults
            .Problem("The gateway did not sign this request, or did so too long ago.", statusCode: StatusCodes.Status401Unauthorized)
            .ExecuteAsync(context);
    }

    private bool IsAllowed(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AllowUnsignedAttribute>() is not null
        || context.Features.Get<Ticket>() is not null
        || _signature.IsValid(context.Request);

    [LoggerMessage(
        LogLevel.Warning, "GatewaySignature:Secret is not set: every request that reaches this port is served, and may name any caller")]
    private static partial void LogOpen(ILogger logger);
}
