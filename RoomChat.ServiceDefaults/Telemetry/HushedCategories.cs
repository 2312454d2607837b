using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// At Information these categories print whole request URLs, and the subscription key may be in the query string. Code and not configuration, so that
/// no appsettings file is without it; after all configuration, and for each provider that has rules of its own (<c>Logging:Console:LogLevel</c>),
/// because those win over rules for every provider.
/// </summary>
internal sealed class HushedCategories : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Yarp.ReverseProxy.Forwarder.HttpForwarder",
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string?[] providers = [null, .. options.Rules.Select(rule => rule.ProviderName).OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (var provider in providers)
        {
            foreach (var category in Categories) options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Warning, filter: null));
        }
    }
}
