using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using RoomChat.Web.Gateway.Direct;
using Yarp.ReverseProxy.Model;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.Page;

/// <summary>
/// Headers that restrict the browser: scripts only from the gateway's own files, connections only to its own host and the realtime
/// instances, no framing. WebAssembly needs <c>wasm-unsafe-eval</c>. The import map is the only script inside the page, and its hash
/// allows it.
/// </summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var direct = string.Concat(app.Services.GetRequiredService<DirectAddresses>().Origins.Select(static address => $" {address}"));
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Add(context, direct);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>
    /// Tells browsers that connect over TLS to use only TLS (HSTS), except in Development: there the same host serves other programs
    /// without TLS.
    /// </summary>
    public static void UseHttpsOnly(this WebApplication app)
    {
        var isWanted = app.Services.GetRequiredService<IOptions<SessionOptions>>().Value.HttpsOnlyFor > TimeSpan.Zero;
        if (isWanted && !app.Environment.IsDevelopment()) app.UseHsts();
    }

    private static void Add(HttpContext context, string direct)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        var endpoint = context.GetEndpoint()?.Metadata;
        // A proxied answer keeps the policy of its service: the API reference has a script of its own.
        if (endpoint?.GetMetadata<RouteModel>() is null)
            headers.ContentSecurityPolicy = Policy(context.Request.Host, direct, endpoint?.GetMetadata<ImportMapDefinition>());
    }

    private static string Policy(HostString host, string direct, ImportMapDefinition? importMap)
    {
        var map = importMap is null
            ? ""
            : $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(importMap.ToString())))}'";
        return "default-src 'self'; "
            + $"script-src 'self' 'wasm-unsafe-eval'{map}; "
            + "style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; "
            + $"connect-src 'self' ws://{host} wss://{host}{direct}; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
