using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Publishing;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Messaging.RoomRates;
using RoomChat.Messaging.ServiceBus;
using StackExchange.Redis;

namespace RoomChat.Messaging;

/// <summary>Registers the way of a message: Service Bus, the rooms' logs and channels, the counts.</summary>
public static class MessagingBuilderExtensions
{
    /// <summary>
    /// Adds the clients of the connection strings <c>messaging</c> (Service Bus) and <c>redis</c>, and everything of this project on top of them.
    /// What is registered already stays.
    /// </summary>
    public static IHostApplicationBuilder AddMessaging(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // The check asks for the topic, since a broker that answers may still lack it.
        builder.AddAzureServiceBusClient("messaging", settings =>
            settings.HealthCheckTopicName ??= builder.Configuration["Messaging:Topic"] ?? new ServiceBusNames().Topic);
        // Our own check, since the client's wants every server of the connection string: a cluster lives on when one of its nodes dies.
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true);
        AddServiceBus(builder.Services);
        AddRoomLog(builder.Services);
        AddRoomCounts(builder.Services);
        AddPublishing(builder.Services);
        return builder;
    }

    private static void AddServiceBus(IServiceCollection services)
    {
        services.AddOptions<ServiceBusNames>().BindConfiguration("Messaging").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceBusNames>, ServiceBusNamesValidator>());
        services.TryAddSingleton<RoomShards>();
        services.TryAddSingleton<MessagePublisher>();
    }

    private static void AddRoomLog(IServiceCollection services)
    {
        services.AddOptions<RoomLogOptions>().BindConfiguration("RoomLog").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomLogOptions>, RoomLogOptionsValidator>());
        services.AddOptions<RoomChannelOptions>().BindConfiguration("RoomChannel").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoomChannelOptions>, RoomChannelOptionsValidator>());
        // The tag lets the answer say why (see HealthTags of ServiceDefaults, which this project does not know).
        if (services.All(service => service.ServiceType != typeof(ShardedChannelCheck)))
        {
            services.AddSingleton<ShardedChannelCheck>();
            services.AddSingleton<RedisCheck>();
            services.AddHealthChecks()
                .AddCheck<RedisCheck>("StackExchange.Redis")
                .AddCheck<ShardedChannelCheck>("room_channel", tags: ["explained"]);
        }
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRoomLog, RedisRoomLog>();
        // By hand, because the connection's settings are those that the multiplexer got.
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
        services.TryAddSingleton<IRoomRate, RedisRoomRate>();
        services.TryAddSingleton<RoomRateLimit>();
        services.TryAddSingleton<MessageGate>();
    }
}
