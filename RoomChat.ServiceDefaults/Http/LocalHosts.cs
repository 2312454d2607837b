using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// On a developer's machine a service answers only to names of that machine. A web page whose own name was made to lead there (DNS
/// rebinding) is refused: to the browser it would be of the same origin.
/// </summary>
internal static class LocalHosts
{
    /// <summary>ASP.NET Core's own setting: names with <c>;</c> between them. It wins where it is set.</summary>
    private const string Setting = "AllowedHosts";

    private static readonly string[] Names = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

    /// <summary>Filters by host name in Development; elsewhere the setting alone decides, and without it every name is good.</summary>
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
