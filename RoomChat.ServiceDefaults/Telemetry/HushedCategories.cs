using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Raises the log level of categories that print whole request URLs at Information, because the query string may have the subscription
/// key. It is in code, so that it holds with every appsettings file. It runs after all configuration, and for each provider with its
/// own rules (<c>Logging:Console:LogLevel</c>), because those override rules for every provider.
/// </summary>
internal sealed class HushedCategories : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel Least)[] Categories =
    [
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        // It warns about each failed request, even if only the sender is at fault. The gateway logs those itself, one line a minute.
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
