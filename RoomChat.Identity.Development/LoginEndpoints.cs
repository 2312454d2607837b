using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace RoomChat.Identity.Development;

/// <summary>The form with name and password.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";

    /// <summary>The cookie handler's parameter with the address to return to.</summary>
    private const string ReturnUrl = "ReturnUrl";

    public static void MapLogin(this WebApplication app)
    {
        app.MapGet(Path, (HttpContext context, IAntiforgery antiforgery) => Page(context, antiforgery, problem: null));
        app.MapPost(Path, SignInAsync);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, [FromForm] string? user, [FromForm] string? password)
    {
        if (DevelopmentUser.Find(user) is not { } found || password != found.Id)
            return Page(context, antiforgery, "Name or password is wrong.");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, found.Id)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        var target = context.Request.Query[ReturnUrl].ToString();
        // Only to the authorization endpoint, which checks the client's request again. So this is not an open redirect.
        return Results.LocalRedirect(target.StartsWith(ProviderExtensions.AuthorizationPath, StringComparison.Ordinal) ? target : Path);
    }

    private static IResult Page(HttpContext context, IAntiforgery antiforgery, string? problem)
    {
        var token = antiforgery.GetAndStoreTokens(context);
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        var users = string.Join("", DevelopmentUser.All.Select(user => $"<li><code>{user.Id}</code> {user.Name}, {user.Role}</li>"));
        return Results.Content(
            $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title>
            <style>body{font:1rem/1.5 system-ui;max-width:22rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}
            label,input,button{display:block;width:100%;box-sizing:border-box;font:inherit}
            input,button{padding:.5rem;margin:.25rem 0 1rem}</style></head>
            <body><main><h1>Sign in</h1>
            <p>An identity provider for a developer's machine. The password of each user is the user's name.</p><ul>{{users}}</ul>
            <form method="post">
            <input type="hidden" name="{{token.FormFieldName}}" value="{{WebUtility.HtmlEncode(token.RequestToken)}}">
            <label for="user">Name</label><input id="user" name="user" autocomplete="username" required autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required>
            <p role="alert">{{problem}}</p>
            <button type="submit">Sign in</button>
            </form></main></body></html>
            """,
            "text/html; charset=utf-8",
            statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
