using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Makes <see cref="ConfigurationOptions"/> out of the connection string before anybody configures them:
/// <see cref="ConfigurationOptions.Parse(string)"/> gives a new object and cannot fill an existing one.
/// </summary>
internal sealed class ConnectionStringOptionsFactory(
    IServiceProvider services,
    IEnumerable<IConfigureOptions<ConfigurationOptions>> setups,
    IEnumerable<IPostConfigureOptions<ConfigurationOptions>> postConfigures,
    IEnumerable<IValidateOptions<ConfigurationOptions>> validations) : OptionsFactory<ConfigurationOptions>(setups, postConfigures, validations)
{
    protected override ConfigurationOptions CreateInstance(string name)
    {
        var connectionString = services.GetKeyedService<NamedSettings>(name)?.Settings.ConnectionString;
        var options = connectionString is null ? base.CreateInstance(name) : ConfigurationOptions.Parse(connectionString);
        // A provider that knows a host (Azure's, for one) is kept.
        if (options.Defaults.GetType() == typeof(DefaultOptionsProvider)) options.Defaults = new RetryingDefaults();
        return options;
    }

    /// <summary>The settings of one client, told apart by the name of its options. A type of our own: the application may register the public one.</summary>
    internal sealed record NamedSettings(StackExchangeRedisSettings Settings);

    /// <summary>A server that is not there yet is waited for. <c>abortConnect</c> in the connection string still wins.</summary>
    private sealed class RetryingDefaults : DefaultOptionsProvider
    {
        public override bool AbortOnConnectFail => false;
    }
}
