using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RoomChat.Web.Session;

/// <summary>
/// The CORS rules (https://fetch.spec.whatwg.org/#http-cors-protocol). Pages of origins in the settings have the rights of the own page.
/// Pages of other origins get no CORS headers, so the browser blocks their calls. Programs need no origin.
/// </summary>
internal sealed class CrossOriginPages(IOptions<SessionOptions> session) : IConfigureOptions<CorsOptions>
{
    // Chromium caches a preflight answer for at most this time.
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromHours(2);

    public void Configure(CorsOptions options) => options.AddDefaultPolicy(policy => policy
        .SetIsOriginAllowed(origin => session.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
        .AllowAnyHeader()
        .AllowCredentials()
        .WithExposedHeaders(HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate, HeaderNames.Allow)
        .SetPreflightMaxAge(AnswerIsGoodFor));
}
