using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>A registered Redis client, for extensions to go on from.</summary>
public sealed class AspireRedisClientBuilder(IHostApplicationBuilder hostBuilder, StackExchangeRedisSettings settings, string? serviceKey)
{
    /// <summary>The host that the client was added to.</summary>
    public IHostApplicationBuilder HostBuilder { get; } = hostBuilder;

    /// <summary>What the client was registered with.</summary>
    public StackExchangeRedisSettings Settings { get; } = settings;

    /// <summary>The key of the service, or null when it has none.</summary>
    public string? ServiceKey { get; } = serviceKey;
}
