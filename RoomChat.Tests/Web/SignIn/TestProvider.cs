using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoomChat.Identity.Development;

namespace RoomChat.Tests.Web.SignIn;

/// <summary>The identity provider of developers' machines, on Kestrel and a free port.</summary>
internal sealed class TestProvider : WebApplicationFactory<DevelopmentUser>
{
    private const string Secret = "what-provider-and-gateway-share";

    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal)
    {
        ["Client:Secret"] = Secret,
        ["Client:Address"] = "http://127.0.0.1:1",
    };

    public TestProvider() => UseKestrel();

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>The settings of a gateway with sign-in at this provider.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Authentication:Oidc:Authority", Address.GetLeftPart(UriPartial.Authority)),
        ("Authentication:Oidc:ClientId", "roomchat-web"),
        ("Authentication:Oidc:ClientSecret", Secret),
        ("Authentication:Oidc:Scopes:0", "offline_access"),
        ("Authentication:Bearer:Authority", Address.GetLeftPart(UriPartial.Authority)),
        ("Authentication:Bearer:Audience", "roomchat"),
    ];

    /// <summary>Sets the gateway, which starts after the provider.</summary>
    public void Serve(Uri gateway)
    {
        _settings["Client:Address"] = gateway.ToString();
        var configuration = (IConfigurationRoot)Services.GetService(typeof(IConfiguration))!;
        foreach (var memory in configuration.Providers.OfType<SettableSettings.Provider>()) memory.Replace(_settings);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Development);
        builder.UseUrls("http://127.0.0.1:0");
        builder.ConfigureLogging(static logging => logging.ClearProviders());
        builder.ConfigureAppConfiguration((_, configuration) => configuration.Add(new SettableSettings(_settings)));
    }
}
