using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// On a developer's machine a service answers only to host names of that machine. This stops DNS rebinding: a web page makes its own
/// name resolve to this machine, and the browser then treats the service as the page's own origin.
/// </summary>
internal static class LocalHosts
{
    /// <summary>ASP.NET Core's own setting: names with <c>;</c> between them. It takes precedence if it is set.</summary>
    private const string Setting = "AllowedHosts";

    private static readonly string[] Names = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

    /// <summary>Filters by host name in Development. Elsewhere only the setting filters; without it every name is accepted.</summary>
    public static void AddLocalHosts(this IHostApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !string.IsNullOrWhiteSpace(builder.Configuration[Setting])) return;
        builder.Services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. Names];
            options.IncludeFailureMessage = false;
        });
    }
}
