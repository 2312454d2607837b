namespace Aspire.StackExchange.Redis;

/// <summary>How a Redis client is registered; read from <c>Aspire:StackExchange:Redis</c> and the section below it that has the connection's name.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>StackExchange.Redis' comma-separated connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>No health check is registered.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Has no effect here: the stand-in never traces single commands.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>When false, the connection is opened at the host's start rather than on first use.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
