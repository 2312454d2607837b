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
    private static readonly (string Category, LogLevel Least)[] Categories =
    [
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        // Its warnings come with each request that fails, if only by its sender's fault. The gateway tells of those by itself, a line a
        // minute.
        ("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string?[] providers = [null, .. options.Rules.Select(rule => rule.ProviderName).OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (var provider in providers)
        {
            foreach (var (category, least) in Categories) options.Rules.Add(new LoggerFilterRule(provider, category, least, filter: null));
        }
    }
}
