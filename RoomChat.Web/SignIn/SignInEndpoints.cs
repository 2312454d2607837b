using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RoomChat.Contracts.Http;
using RoomChat.Web.Session;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.SignIn;

/// <summary>Sends users to the provider and back, and signs them out. Only links of the own page work; foreign pages are refused.</summary>
internal static partial class SignInEndpoints
{
    public const string SignInPath = "/session/sign-in";
    public const string SignOutPath = "/session/sign-out";

    private const string WaysPath = "/session/ways";
    private const string Return = "return";
    private const string Failed = "/?sign-in=failed";

    public static void MapSignIn(this WebApplication app)
    {
        var isSet = app.Services.GetRequiredService<IOptions<OidcOptions>>().Value.IsSet;
        // Without a provider the scheme's handler cannot be made, but every request would ask for it.
        if (!isSet) app.Services.GetRequiredService<IAuthenticationSchemeProvider>().RemoveScheme(OidcScheme.Name);
        if (!app.Services.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled) return;
        app.MapGet(WaysPath, static (IOptions<OidcOptions> oidc, IOptions<SessionOptions> session) =>
            TypedResults.Json(new SessionWays(oidc.Value.IsSet, session.Value.Guests == true), HttpJsonContext.Default.SessionWays))
                .WithTags("Session");
        if (!isSet) return;
        app.MapGet(SignInPath, static (HttpContext context, SameOrigin origin) => origin.IsForeign(context.Request)
            ? SameOrigin.Refusal
            : Results.Challenge(new AuthenticationProperties { RedirectUri = LocalOf(context.Request.Query[Return]) }, [OidcScheme.Name]));
        app.MapGet(SignOutPath, static (HttpContext context, SameOrigin origin) => origin.IsForeign(context.Request)
            ? SameOrigin.Refusal
            : Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [OidcScheme.Name]));
    }

    /// <summary>
    /// Begins the session of the signed-in user. The answer is a page that leads on, not a redirect: the redirect began at the provider, so
    /// the browser would not send the cookie, which is SameSite=Strict.
    /// </summary>
    public static async Task FinishAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var check = http.RequestServices.GetRequiredService<SessionCheck>();
        // The old cookie may have been planted by an attacker, so the new session takes nothing from it.
        if (SessionCookie.GetSessionId(await PageSession.FindAsync(http)) is { } before) await check.EndAsync(before, http.RequestAborted);
        await http.SignInAsync(SessionCookie.Scheme, context.Principal!, context.Properties);
        context.HandleResponse();
        await LeadOnAsync(http, LocalOf(context.ReturnUri));
    }

    /// <summary>The user cancelled the sign-in, or is not accepted here. The page shows that; the log has the reason.</summary>
    public static Task FailAsync(RemoteFailureContext context)
    {
        var http = context.HttpContext;
        LogFailed(http.RequestServices.GetRequiredService<ILogger<OidcOptions>>(), context.Failure);
        context.HandleResponse();
        return LeadOnAsync(http, Failed);
    }

    /// <summary>
    /// A path of this gateway; the page itself for any other target, so that foreign pages cannot choose the target.
    /// </summary>
    internal static string LocalOf(string? target) =>
        target is ['/', ..] and not ['/', '/' or '\\', ..] && !target.Any(char.IsControl) ? target : "/";

    private static Task LeadOnAsync(HttpContext http, string target)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        var address = WebUtility.HtmlEncode(target);
        return http.Response.WriteAsync(
            $"<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={address}\"><title>RoomChat</title>",
            http.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in at the identity provider failed")]
    private static partial void LogFailed(ILogger logger, Exception? failure);
}
