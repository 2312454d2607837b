using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.Operators;
using RoomChat.Messaging.Tickets;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Operators;
using RoomChat.Realtime.Presence;
using RoomChat.Realtime.Push;
using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.Canary;
using RoomChat.Realtime.Routing.OwnSubscriptions;
using RoomChat.Realtime.Routing.Sessions;
using RoomChat.Realtime.Routing.Strategies;
using RoomChat.Realtime.Telemetry;
using RoomChat.Realtime.Transports;
using RoomChat.Realtime.Transports.Compression;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.Realtime.Transports.Tickets;
using RoomChat.Rooms.Following;
using RoomChat.ServiceDefaults.Connections;
using RoomChat.ServiceDefaults.Health;
using RoomChat.ServiceDefaults.Lifetime;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime;

/// <summary>Registers the realtime service, one method per folder. Uses <c>TryAdd</c>, so that tests can register their own.</summary>
internal static class RealtimeBuilderExtensions
{
    public static void AddRealtime(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
        builder.AddRooms();
        builder.AddPush();
        AddRouting(builder.Services);
        builder.Services.AddHostedService<SessionEnds>();
        builder.Services.AddUsedTickets();
        builder.Services.TryAddSingleton<RefusedTickets>();
        builder.Services.AddCors();
        builder.Services.TryAddSingleton<PublishMessage>();
        AddOperators(builder.Services);
    }

    /// <summary>Registers everything between the rooms' logs and the sockets, without the path from Service Bus to the logs.</summary>
    public static void AddRooms(this IHostApplicationBuilder builder)
    {
        AddTelemetry(builder.Services);
        AddConnections(builder.Services);
        AddFanOut(builder.Services);
        AddPresence(builder.Services);
        AddActions(builder.Services);
        AddTransports(builder.Services);
        builder.AddChatHub();
    }

    private static void AddOperators(IServiceCollection services)
    {
        services.AddInstanceReports("realtime");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInstancePart, RealtimePart>());
        services.AddOperatorOrders();
        services.AddHostedService<OrderListener>();
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InstanceIdentity>();
        services.TryAddSingleton<RealtimeMetrics>();
    }

    private static void AddConnections(IServiceCollection services)
    {
        services.AddOptions<ConnectionOptions>().BindConfiguration("Realtime:Connections").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectionOptions>, ConnectionOptionsValidator>();
        services.TryAddSingleton<ConnectionRegistry>();
        services.TryAddSingleton<CallerQuota>();
        services.TryAddSingleton<IdleConnections>();
        services.AddHostedService(provider => provider.GetRequiredService<IdleConnections>());
        services.AddOptions<TokenExpiryOptions>().BindConfiguration(TokenExpiryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenExpiryOptions>, TokenExpiryOptionsValidator>();
        services.TryAddSingleton<TokenExpiries>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenExpiries>());
        services.TryAddSingleton<ConnectionDrain>();
        services.TryAddSingleton<IDrain>(provider => provider.GetRequiredService<ConnectionDrain>());
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionDrain>());
        services.AddHostedService<KeepAliveRounds>();
    }

    private static void AddTransports(IServiceCollection services)
    {
        services.AddProblemDetails();
        services.TryAddSingleton<Admission>();
        services.TryAddSingleton<ClientSessions>();
        services.TryAddSingleton<WebSocketDoor>();
        services.AddOptions<CompressionOptions>().BindConfiguration("Realtime:Compression").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CompressionOptions>, CompressionOptionsValidator>();
        services.TryAddSingleton<FrameCompression>();
        // A flush completes only when the socket has all bytes. So no bytes of the server are pending after the handshake, when we write
        // to the socket ourselves.
        services.Configure<SocketTransportOptions>(options => options.MaxWriteBufferSize = 1);
        // Received data is handled on the receiving thread: no handler blocks, and a hop to another thread costs more than a pong.
        services.Configure<SocketTransportOptions>(options => options.UnsafePreferInlineScheduling = true);
        services.AddConnectionBounds();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionMiddleware, HandoverMiddleware>());
        services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = ProtocolLimits.MaxClientFrameBytes);
    }

    private static void AddFanOut(IServiceCollection services)
    {
        services.AddOptions<FanOutOptions>().BindConfiguration("Realtime:FanOut").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FanOutOptions>, FanOutOptionsValidator>();
        services.AddSingleton<IRoomSource, RoomChannelSource>();
        services.TryAddSingleton<MemberAudiences>();
        services.TryAddSingleton<EveryoneAudiences>();
        services.TryAddSingleton<IRoomAudiences>(provider => provider.GetRequiredService<MemberAudiences>());
        services.TryAddSingleton<RoomFeeds>();
        services.AddHostedService<EveryoneFeed>();
        services.TryAddSingleton<FeedAudit>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedAudit>());
    }

    private static void AddPresence(IServiceCollection services)
    {
        services.AddOptions<CensusOptions>().BindConfiguration("Realtime:Census").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CensusOptions>, CensusOptionsValidator>();
        services.TryAddSingleton<CountsReader>();
        services.AddOptions<PresenceOptions>().BindConfiguration("Realtime:Presence").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PresenceOptions>, PresenceOptionsValidator>();
        services.TryAddSingleton<MembersSheet>();
        services.TryAddSingleton<MembersReader>();
        services.TryAddSingleton<MemberRegister>();
        services.TryAddSingleton<PresenceNews>();
        services.TryAddSingleton<RoomCensus>();
        services.AddHostedService(provider => provider.GetRequiredService<RoomCensus>());
        services.AddHostedService<PresenceAnnouncer>();
        services.TryAddSingleton<MembersAudit>();
        services.AddHostedService(provider => provider.GetRequiredService<MembersAudit>());
    }

    private static void AddRouting(IServiceCollection services)
    {
        services.AddOptions<RoutingOptions>().BindConfiguration("Routing").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingOptionsValidator>();
        services.AddOptions<CanaryOptions>().BindConfiguration("Realtime:Canary").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CanaryOptions>, CanaryOptionsValidator>();
        services.TryAddSingleton<RoutingState>();
        services.TryAddSingleton<LogTrouble>();
        services.TryAddSingleton<MessageIntake>();
        services.TryAddSingleton<SessionReceiver>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IRoutingStrategy, SharedSubscription>(),
            ServiceDescriptor.Singleton<IRoutingStrategy, FilteredSubscription>(),
            ServiceDescriptor.Singleton<IRoutingStrategy, TopicPerRoom>(),
            ServiceDescriptor.Singleton<IRoutingStrategy, ClientSide>(),
        ]);
        services.TryAddSingleton<RoutingChoice>();
        services.AddSingleton<IRoomSource, RoutedRooms>();
        services.Replace(ServiceDescriptor.Singleton<IRoomAudiences>(
            provider => provider.GetRequiredService<RoutingChoice>().Strategy.ReachesEveryone
                ? provider.GetRequiredService<EveryoneAudiences>()
                : provider.GetRequiredService<MemberAudiences>()));
        AddOwnSubscriptions(services);
        services.AddHostedService<RoutingWorker>();
        services.AddHostedService<RoutingNotice>();
        services.TryAddSingleton<RoutingCanary>();
        services.AddHostedService(provider => provider.GetRequiredService<RoutingCanary>());
        services.AddHealthChecks()
            .AddCheck<CanaryHealthCheck>("canary", tags: [HealthTags.Explained])
            .AddCheck<RoutingHealthCheck>("routing", tags: [HealthTags.Explained])
            .AddCheck<LogHealthCheck>("log", tags: [HealthTags.Explained]);
    }

    private static void AddOwnSubscriptions(IServiceCollection services)
    {
        services.AddOptions<OwnSubscriptionOptions>().BindConfiguration("Routing:OwnSubscription").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OwnSubscriptionOptions>, OwnSubscriptionOptionsValidator>();
        services.TryAddSingleton<InstanceSubscriptions>();
        services.TryAddSingleton<SubscriptionHandover>();
        services.TryAddSingleton<OwnSubscription>();
        services.TryAddSingleton<RoomRules>();
        // Lazy: feeds depend on the strategy, so a strategy that opens feeds gets them later.
        services.TryAddSingleton<Func<RoomFeeds>>(provider => provider.GetRequiredService<RoomFeeds>);
    }

    private static void AddActions(IServiceCollection services)
    {
        services.TryAddSingleton<IRoomRules, AdHocRooms>();
        services.TryAddSingleton<RoomPolicy>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRoomChangeListener, ChangedRooms>());
        services.TryAddSingleton<ActionDispatcher>();
        services.TryAddSingleton<TypingThrottle>();
        services.AddPublishingLimits();
        services.AddOptions<JoinLimitOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.AddSingleton<IValidateOptions<JoinLimitOptions>, JoinLimitOptionsValidator>();
        services.TryAddSingleton<JoinLimit>();
        services.AddHttpClient();
        services.TryAddSingleton<TokenRenewal>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IClientAction, JoinRoom>(),
            ServiceDescriptor.Singleton<IClientAction, LeaveRoom>(),
            ServiceDescriptor.Singleton<IClientAction, ListRooms>(),
            ServiceDescriptor.Singleton<IClientAction, ResumeEveryone>(),
            ServiceDescriptor.Singleton<IClientAction, ReadHistory>(),
            ServiceDescriptor.Singleton<IClientAction, ReadPresence>(),
            ServiceDescriptor.Singleton<IClientAction, TellTyping>(),
            ServiceDescriptor.Singleton<IClientAction, TellRead>(),
            ServiceDescriptor.Singleton<IClientAction, SetStatus>(),
            ServiceDescriptor.Singleton<IClientAction, RefreshToken>(),
            ServiceDescriptor.Singleton<IClientAction, AnswerPing>(),
        ]);
    }
}
