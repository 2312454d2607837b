using Microsoft.Extensions.Options;

namespace RoomChat.Web.Proxies;

/// <summary>
/// What the forwarded headers of the settings' proxies say becomes the request's address and scheme. The setting is ours alone: with
/// ASP.NET Core's own, <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>, the headers of any client would be believed.
/// </summary>
internal sealed class ForwardedHeaders(IOptions<ProxyOptions> proxies) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    /// <summary>The framework's own setting, by which it reads the headers itself before anything of ours, with the same options.</summary>
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
        // With no known proxy the framework would believe everybody.
        options.ForwardedHeaders = settings.Trusted.Count == 0
            ? Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.None
            : Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto;
    }

    public static void Use(WebApplication app)
    {
        // Read twice, an entry that the client wrote itself would be the second.
        if (!app.Configuration.GetValue<bool>(FrameworksSetting)) app.UseForwardedHeaders();
    }
}
