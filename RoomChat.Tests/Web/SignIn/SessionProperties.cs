using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RoomChat.Tests.Web.SignIn;

/// <summary>What only the gateway can read of the session's cookie.</summary>
internal static class SessionProperties
{
    internal static AuthenticationProperties Of(TestGateway gateway, Browser browser)
    {
        var options = gateway.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.Cookie = browser.Cookies.GetCookieHeader(gateway.Address);
        return options.TicketDataFormat.Unprotect(options.CookieManager.GetRequestCookie(context, options.Cookie.Name!))!.Properties;
    }
}
