using Microsoft.Net.Http.Headers;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SubscriptionKeys;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace RoomChat.Web.Gateway;

/// <summary>Tells the services who calls, and keeps from them what is between the caller and the gateway: keys, cookies, and claims to be somebody.</summary>
internal static class CallerTransform
{
    private const string CallerPrefix = "X-RoomChat-Caller-";

    public static void Add(TransformBuilderContext builder) => builder.AddRequestTransform(context =>
    {
        var headers = context.ProxyRequest.Headers;
        foreach (var name in headers.NonValidated.Select(header => header.Key).Where(IsPrivate).ToList()) headers.Remove(name);
        if (context.HttpContext.Features.Get<Caller>() is { } caller) context.ProxyRequest.SetCaller(caller);
        return ValueTask.CompletedTask;
    });

    private static bool IsPrivate(string header) =>
        header.StartsWith(CallerPrefix, StringComparison.OrdinalIgnoreCase)
        || header.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase)
        || header.Equals(SubscriptionKeyIntake.Header, StringComparison.OrdinalIgnoreCase);
}
