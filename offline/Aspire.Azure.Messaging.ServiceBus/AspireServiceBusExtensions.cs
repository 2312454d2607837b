using Aspire.Azure.Messaging.ServiceBus;
using Azure.Core.Extensions;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers <see cref="ServiceBusClient"/>.</summary>
public static class AspireServiceBusExtensions
{
    private const string Section = "Aspire:Azure:Messaging:ServiceBus";

    /// <summary>Registers a client as a singleton, for <c>ConnectionStrings:{connectionName}</c>, with traces and, if a queue or topic is named for it, a health check.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after they were read from configuration.</param>
    /// <param name="configureClientBuilder">Changes the client's options.</param>
    /// <exception cref="InvalidOperationException">When the client is first asked for: neither connection string nor namespace is configured.</exception>
    public static void AddAzureServiceBusClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<AzureMessagingServiceBusSettings>? configureSettings = null,
        Action<IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>>? configureClientBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = ReadSettings(builder.Configuration, connectionName, configureSettings);
        AddClient(builder, settings, connectionName, configureClientBuilder, name: null);
        AddHealthCheck(builder.Services, settings, "Azure_ServiceBusClient", static services => services.GetRequiredService<ServiceBusClient>());
        AddTracing(builder.Services, settings);
    }

    /// <summary>Registers a client as a keyed singleton, for <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Key of the service and name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after they were read from configuration.</param>
    /// <param name="configureClientBuilder">Changes the client's options.</param>
    /// <exception cref="InvalidOperationException">When the client is first asked for: neither connection string nor namespace is configured.</exception>
    public static void AddKeyedAzureServiceBusClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<AzureMessagingServiceBusSettings>? configureSettings = null,
        Action<IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>>? configureClientBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var settings = ReadSettings(builder.Configuration, name, configureSettings);
        AddClient(builder, settings, name, configureClientBuilder, name);
        builder.Services.AddKeyedSingleton(name, (services, _) => services.GetRequiredService<IAzureClientFactory<ServiceBusClient>>().CreateClient(name));
        AddHealthCheck(builder.Services, settings, $"Azure_ServiceBusClient_{name}", services => services.GetRequiredKeyedService<ServiceBusClient>(name));
        AddTracing(builder.Services, settings);
    }

    private static AzureMessagingServiceBusSettings ReadSettings(
        IConfiguration configuration, string connectionName, Action<AzureMessagingServiceBusSettings>? configureSettings)
    {
        var settings = new AzureMessagingServiceBusSettings();
        configuration.GetSection(Section).Bind(settings);
        configuration.GetSection($"{Section}:{connectionName}").Bind(settings);
        if (configuration.GetConnectionString(connectionName) is { Length: > 0 } connectionString) settings.Read(connectionString);
        configureSettings?.Invoke(settings);
        return settings;
    }

    private static void AddClient(
        IHostApplicationBuilder builder, AzureMessagingServiceBusSettings settings, string connectionName,
        Action<IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>>? configureClientBuilder, string? name) =>
        builder.Services.AddAzureClients(clients =>
        {
            var client = ((IAzureClientFactoryBuilder)clients).RegisterClientFactory<ServiceBusClient, ServiceBusClientOptions>(
                options => CreateClient(settings, connectionName, options));
            client.ConfigureOptions(builder.Configuration.GetSection($"{Section}:ClientOptions").Bind);
            client.ConfigureOptions(builder.Configuration.GetSection($"{Section}:{connectionName}:ClientOptions").Bind);
            configureClientBuilder?.Invoke(client);
            if (name is not null) client.WithName(name);
        });

    private static ServiceBusClient CreateClient(AzureMessagingServiceBusSettings settings, string connectionName, ServiceBusClientOptions options)
    {
        if (!string.IsNullOrEmpty(settings.ConnectionString)) return new(settings.ConnectionString, options);
        if (string.IsNullOrEmpty(settings.FullyQualifiedNamespace))
        {
            throw new InvalidOperationException(
                $"No Service Bus to connect to. Set 'ConnectionStrings:{connectionName}', or 'ConnectionString' or 'FullyQualifiedNamespace' in section '{Section}'.");
        }

        var credential = settings.Credential ?? throw new InvalidOperationException(
            $"The namespace '{settings.FullyQualifiedNamespace}' comes without a key: set {nameof(AzureMessagingServiceBusSettings)}.{nameof(settings.Credential)}.");
        return new(settings.FullyQualifiedNamespace, credential, options);
    }

    private static void AddHealthCheck(
        IServiceCollection services, AzureMessagingServiceBusSettings settings, string name, Func<IServiceProvider, ServiceBusClient> client)
    {
        if (string.IsNullOrEmpty(settings.HealthCheckQueueName) && string.IsNullOrEmpty(settings.HealthCheckTopicName)) return;
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, provider => new ServiceBusHealthCheck(client(provider), settings.HealthCheckQueueName, settings.HealthCheckTopicName),
            failureStatus: null, tags: null));
    }

    private static void AddTracing(IServiceCollection services, AzureMessagingServiceBusSettings settings)
    {
        if (!settings.DisableTracing) services.AddOpenTelemetry().WithTracing(static tracing => tracing.AddSource("Azure.Messaging.ServiceBus.*"));
    }
}
