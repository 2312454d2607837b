using Aspire.Azure.Messaging.ServiceBus;
using Azure.Core.Extensions;
using Azure.Messaging.ServiceBus;

namespace Microsoft.Extensions.Azure;

/// <summary>The ways to configure a client that are used here. The real package has them from Microsoft.Extensions.Azure, for any client.</summary>
public static class AzureClientBuilderExtensions
{
    /// <summary>Changes the client's options before it is made.</summary>
    public static IAzureClientBuilder<TClient, TOptions> ConfigureOptions<TClient, TOptions>(
        this IAzureClientBuilder<TClient, TOptions> builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.ConfigureOptions((options, _) => configureOptions(options));
    }

    /// <summary>Changes the client's options before it is made, with services at hand.</summary>
    public static IAzureClientBuilder<TClient, TOptions> ConfigureOptions<TClient, TOptions>(
        this IAzureClientBuilder<TClient, TOptions> builder, Action<TOptions, IServiceProvider> configureOptions)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        if (builder is not ServiceBusClientBuilder serviceBus || configureOptions is not Action<ServiceBusClientOptions, IServiceProvider> configuration)
            throw new NotSupportedException($"Only {nameof(ServiceBusClient)} can be configured.");
        serviceBus.Configure(configuration);
        return builder;
    }
}
