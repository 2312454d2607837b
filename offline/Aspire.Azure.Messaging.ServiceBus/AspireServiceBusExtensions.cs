using Aspire.Azure.Messaging.ServiceBus;
using Azure.Core.Extensions;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers <see cref="ServiceBusClient"/> from configuration.</summary>
public static class AspireServiceBusExtensions
{
    /// <summary>Registers a singleton client with traces, and with a health check if the settings name a queue or topic for it.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Name of the connection string and of the configuration section.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureClientBuilder">Changes the client's options and credential.</param>
    /// <exception cref="InvalidOperationException">On first use: neither connection string nor namespace is configured.</exception>
    public static void AddAzureServiceBusClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<AzureMessagingServiceBusSettings>? configureSettings = null,
        Action<IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>>? configureClientBuilder = null) =>
        AddClient(builder, connectionName, configureSettings, configureClientBuilder, key: null);

    /// <summary>Registers a keyed singleton client. The key is also the name of the connection string.</summary>
    /// <inheritdoc cref="AddAzureServiceBusClient"/>
    public static void AddKeyedAzureServiceBusClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<AzureMessagingServiceBusSettings>? configureSettings = null,
        Action<IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>>? configureClientBuilder = null) =>
        AddClient(builder, name, configureSettings, configureClientBuilder, key: name);

    private static void AddClient(
        IHostApplicationBuilder builder, string connectionName, Action<AzureMessagingServiceBusSettings>? configureSettings,
        Action<IAzureClientBuilder<ServiceBusClient, ServiceBusClientOptions>>? configureClientBuilder, string? key)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var services = builder.Services;
        var section = builder.Configuration.GetSection("Aspire:Azure:Messaging:ServiceBus");
        var settings = new AzureMessagingServiceBusSettings();
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        if (builder.Configuration.GetConnectionString(connectionName) is { Length: > 0 } connectionString) settings.Read(connectionString);
        configureSettings?.Invoke(settings);
        // Otherwise asking for the client without a key throws, where keyed services return null.
        if (key is not null) services.AddSingleton<ServiceBusClient>(static _ => null!);
        services.AddAzureClients(clients =>
        {
            IAzureClientFactoryBuilderWithCredential factories = clients;
            var client = factories.RegisterClientFactory<ServiceBusClient, ServiceBusClientOptions>(
                (options, credential) => settings.CreateClient(connectionName, credential, options), requiresCredential: false);
            client.WithCredential(_ => settings.Credential ?? DefaultCredential.Create(Environment.GetEnvironmentVariable));
            client.ConfigureOptions(section.GetSection("ClientOptions").Bind);
            client.ConfigureOptions(section.GetSection($"{connectionName}:ClientOptions").Bind);
            configureClientBuilder?.Invoke(client);
            if (key is null) return;
            client.WithName(key);
            services.AddKeyedSingleton(key, (all, _) => all.GetRequiredService<IAzureClientFactory<ServiceBusClient>>().CreateClient(key));
        });
        AddHealthCheck(builder, settings, key);
        if (settings.DisableTracing) return;
        services.AddOpenTelemetry().WithTracing(static tracing => tracing.AddSource("Azure.Messaging.ServiceBus.*"));
    }

    private static void AddHealthCheck(IHostApplicationBuilder builder, AzureMessagingServiceBusSettings settings, string? key)
    {
        if (string.IsNullOrEmpty(settings.HealthCheckQueueName) && string.IsNullOrEmpty(settings.HealthCheckTopicName)) return;
        var name = key is null ? "Azure_ServiceBusClient" : $"Azure_ServiceBusClient_{key}";
        // A client that is registered twice has one check.
        if (!builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true)) return;
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, all => new ServiceBusHealthCheck(all.GetRequiredKeyedService<ServiceBusClient>(key), settings), null, tags: null));
    }
}
