using Microsoft.Net.Http.Headers;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SubscriptionKeys;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace RoomChat.Web.Gateway;

/// <summary>
/// Puts the signed caller into requests to the services. Removes data between client and gateway: keys, cookies, traces, and headers
/// that only the gateway may send.
/// </summary>
internal static class CallerTransform
{
    private const string OwnPrefix = "X-RoomChat-";

    /// <summary>Trace headers of the client. The HTTP client writes those of the gateway's own trace.</summary>
    private static readonly string[] OfTraces =
        [HeaderNames.TraceParent, HeaderNames.TraceState, HeaderNames.Baggage, HeaderNames.RequestId, HeaderNames.CorrelationContext];

    public static void Add(TransformBuilderContext builder)
    {
        var signature = builder.Services.GetRequiredService<GatewaySignature>();
        // After all transforms of the settings, so that the signature covers the address that is sent.
        builder.AddRequestTransform(context =>
        {
            var request = context.ProxyRequest;
            var removed = request.Headers.NonValidated.Select(header => header.Key).Where(IsPrivate).ToList();
            foreach (var name in removed) request.Headers.Remove(name);
            if (context.HttpContext.Features.Get<Caller>() is { } caller) request.SetCaller(caller);
            request.RequestUri = RequestUtilities.MakeDestinationAddress(
                context.DestinationPrefix, context.Path, context.Query.QueryString);
            signature.Sign(request);
            return ValueTask.CompletedTask;
        });
    }

    private static bool IsPrivate(string header) =>
        header.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
        || OfTraces.Contains(header, StringComparer.OrdinalIgnoreCase)
        || header.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase)
        || header.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase)
        || header.Equals(SubscriptionKeyIntake.Header, StringComparison.OrdinalIgnoreCase);
}
