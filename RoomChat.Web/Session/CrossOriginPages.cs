using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RoomChat.Web.Session;

/// <summary>
/// What browsers are told about pages of other origins (https://fetch.spec.whatwg.org/#http-cors-protocol): those of the settings may do what our own page may, and
/// hear of it before they try; about others nothing is said, and the browser keeps their calls back. Programs are not asked for an origin.
/// </summary>
internal sealed class CrossOriginPages(IOptions<SessionOptions> session) : IConfigureOptions<CorsOptions>
{
    // As long as Chromium keeps one at most.
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromHours(2);

    public void Configure(CorsOptions options) => options.AddDefaultPolicy(policy => policy
        .SetIsOriginAllowed(origin => session.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
        .AllowAnyHeader()
        .AllowCredentials()
        .WithExposedHeaders(HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate, HeaderNames.Allow)
        .SetPreflightMaxAge(AnswerIsGoodFor));
}
