using Azure.Core.Extensions;
using Azure.Messaging.ServiceBus;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>What the application adds to the client's options; carried out when the client is made.</summary>
internal sealed class ServiceBusClientBuilder : IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>
{
    private readonly List<Action<ServiceBusClientOptions, IServiceProvider>> _configurations = [];

    public void Configure(Action<ServiceBusClientOptions, IServiceProvider> configuration) => _configurations.Add(configuration);

    public ServiceBusClientOptions CreateOptions(IServiceProvider services)
    {
        var options = new ServiceBusClientOptions();
        foreach (var configuration in _configurations) configuration(options, services);
        return options;
    }
}
