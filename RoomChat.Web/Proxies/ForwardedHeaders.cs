using Microsoft.Extensions.Options;

namespace RoomChat.Web.Proxies;

/// <summary>
/// Sets the request's address and scheme from the forwarded headers of the proxies in the settings. Only RoomChat's setting counts: with
/// ASP.NET Core's own, <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>, any client's headers would be trusted.
/// </summary>
internal sealed class ForwardedHeaders(IOptions<ProxyOptions> proxies) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    /// <summary>The framework's own setting. With it the framework reads the headers itself first, with the same options.</summary>
    private const string FrameworksSetting = "FORWARDEDHEADERS_ENABLED";

    public void PostConfigure(string? name, ForwardedHeadersOptions options)
    {
        var settings = proxies.Value;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in settings.Trusted)
        {
            if (NetworkListAttribute.TryParse(text, out var network)) options.KnownIPNetworks.Add(network.Value);
        }
        options.ForwardLimit = settings.Hops;
        // Without known proxies the framework would trust every sender.
        options.ForwardedHeaders = settings.Trusted.Count == 0
            ? Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.None
            : Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor
                | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto;
    }

    public static void Use(WebApplication app)
    {
        // A second reading would use an entry that the client wrote itself.
        if (!app.Configuration.GetValue<bool>(FrameworksSetting)) app.UseForwardedHeaders();
    }
}
