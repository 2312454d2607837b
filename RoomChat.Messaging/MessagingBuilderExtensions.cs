using Aspire.Azure.Messaging.ServiceBus;
using Azure.Identity;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.EndedSessions;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.Names;
using RoomChat.Messaging.Publishing;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomChanges;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Messaging.RoomRates;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.RoomTopics;
using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Messaging.ServiceBus;
using RoomChat.ServiceDefaults.Health;
using RoomChat.ServiceDefaults.Permissions;
using StackExchange.Redis;

namespace RoomChat.Messaging;

/// <summary>Registers the message path: Service Bus, the rooms' logs and channels, the counts.</summary>
public static class MessagingBuilderExtensions
{
    /// <summary>
    /// Adds the clients of the connection strings <c>messaging</c> (Service Bus) and <c>redis</c>, and this project's services. Existing
    /// registrations stay.
    /// </summary>
    public static IHostApplicationBuilder AddMessaging(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddAzureServiceBusClient("messaging", settings =>
        {
            // The check asks for the topic, because the topic can be missing at a reachable broker.
            settings.HealthCheckTopicName ??= builder.Configuration["Messaging:Topic"] ?? new ServiceBusNames().Topic;
            AddAdministration(builder, settings);
        });
        // RedisCheck replaces the client's check, which fails when one node of a cluster is down.
        // No span per command: heartbeats and audits would hide the message traces. The log makes spans for messages.
        builder.AddRedisClient("redis", settings => (settings.DisableHealthChecks, settings.DisableTracing) = (true, true));
        AddServiceBus(builder.Services);
        AddRoute(builder);
        AddRoomLog(builder.Services);
        AddRoomCounts(builder.Services);
        AddPublishing(builder.Services);
        AddInstances(builder.Services);
        builder.Services.AddEndedSessions();
        return builder;
    }

    /// <summary>
    /// The administration client uses the same namespace and credentials, over HTTP. An emulator uses another port for it, hence a separate
    /// connection string: <c>messaging-administration</c>.
    /// </summary>
    private static void AddAdministration(IHostApplicationBuilder builder, AzureMessagingServiceBusSettings settings) =>
        builder.Services.TryAddSingleton(_ => (
            builder.Configuration.GetConnectionString("messaging-administration") ?? settings.ConnectionString,
            settings.FullyQualifiedNamespace) switch
        {
            ({ } connectionString, _) => new ServiceBusAdministrationClient(connectionString),
            (null, { } host) => new ServiceBusAdministrationClient(host, settings.Credential ?? new DefaultAzureCredential()),
            _ => throw new InvalidOperationException("No Service Bus to administer. Set 'ConnectionStrings:messaging'."),
        });

    private static void AddServiceBus(IServiceCollection services)
    {
        services.AddOptions<ServiceBusNames>().BindConfiguration("Messaging").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceBusNames>, ServiceBusNamesValidator>());
        services.TryAddSingleton<RoomShards>();
        services.TryAddSingleton<MessagePublisher>();
    }

    /// <summary>The publisher uses the same routing strategy as the receivers.</summary>
    private static void AddRoute(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RoomTopicOptions>().BindConfiguration("RoomTopics").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomTopicOptions>, RoomTopicOptionsValidator>());
        services.TryAddSingleton<RoomTopicLock>();
        services.TryAddSingleton(provider => new RoomTopicLifecycle(
            provider.GetRequiredService<ServiceBusAdministrationClient>(),
            provider.GetRequiredService<RoomTopicLock>(),
            provider.GetRequiredService<IRoomServers>(),
            provider.GetRequiredService<IOptions<ServiceBusNames>>(), provider.GetRequiredService<IOptions<RoomTopicOptions>>()));
        if (string.Equals(
            builder.Configuration[RoutingStrategyNames.Setting], RoutingStrategyNames.TopicPerRoom, StringComparison.OrdinalIgnoreCase))
        {
            services.TryAddSingleton<IPublishingRoute, RoomTopicRoute>();
        }
        else
        {
            services.TryAddSingleton<IPublishingRoute, SharedTopic>();
        }
    }

    private static void AddRoomLog(IServiceCollection services)
    {
        services.AddOptions<RoomLogOptions>().BindConfiguration("RoomLog").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomLogOptions>, RoomLogOptionsValidator>());
        services.AddOptions<RoomChannelOptions>().BindConfiguration("RoomChannel").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomChannelOptions>, RoomChannelOptionsValidator>());
        if (services.All(service => service.ServiceType != typeof(ShardedChannelCheck)))
        {
            services.AddSingleton<ShardedChannelCheck>();
            services.AddSingleton<RedisCheck>();
            services.AddHealthChecks()
                .AddCheck<RedisCheck>("StackExchange.Redis")
                .AddCheck<ShardedChannelCheck>("room_channel", tags: [HealthTags.Explained])
                .AddCheck<RoutingAgreementCheck>("routing_agreement", tags: [HealthTags.Explained]);
        }
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRoomRules, AdHocRooms>();
        services.TryAddSingleton<IRoomAnnouncements, RedisRoomAnnouncements>();
        services.TryAddSingleton<IRoomLog, RedisRoomLog>();
        // Explicit, because the channel needs the multiplexer's own settings.
        services.TryAddSingleton<IRoomChannel>(provider => ActivatorUtilities.CreateInstance<RedisRoomChannel>(
            provider, provider.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>().CurrentValue));
    }

    private static void AddRoomCounts(IServiceCollection services)
    {
        services.AddOptions<RoomCountsOptions>().BindConfiguration("RoomCounts").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomCountsOptions>, RoomCountsOptionsValidator>());
        services.TryAddSingleton<IRoomCounts, RedisRoomCounts>();
        services.TryAddSingleton<IRoomMembers, RedisRoomMembers>();
    }

    private static void AddPublishing(IServiceCollection services)
    {
        services.AddOptions<RoomRateOptions>().BindConfiguration("RoomRate").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomRateOptions>, RoomRateOptionsValidator>());
        services.TryAddSingleton<IRoomBudgets, RedisRoomRate>();
        services.TryAddSingleton<ISlowMode, RedisSlowMode>();
        services.TryAddSingleton<SlowModeLimit>();
        services.TryAddSingleton<IRoomRate, RoomRateAhead>();
        services.AddPublishingLimits();
        services.TryAddSingleton<SenderLimit>();
        services.TryAddSingleton<RoomRateLimit>();
        services.AddRegisteredNames();
        services.TryAddSingleton<SpeakingForUsers>();
        services.TryAddSingleton<RoomPolicy>();
        services.TryAddSingleton<MessageGate>();
    }

    private static void AddInstances(IServiceCollection services)
    {
        services.AddOptions<InstanceLeaseOptions>().BindConfiguration("InstanceLeases").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InstanceLeaseOptions>, InstanceLeaseOptionsValidator>());
        services.TryAddSingleton<IInstanceLeases, RedisInstanceLeases>();
        services.TryAddSingleton<IRoomServers, RedisRoomServers>();
        services.TryAddSingleton<RoutingNotices>();
    }
}
