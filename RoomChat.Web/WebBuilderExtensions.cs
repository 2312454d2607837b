using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.EndedSessions;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.Names;
using RoomChat.Messaging.Push;
using RoomChat.ServiceDefaults.Connections;
using RoomChat.ServiceDefaults.Lifetime;
using RoomChat.Web.Gateway;
using RoomChat.Web.Gateway.Direct;
using RoomChat.Web.Gateway.Sockets;
using RoomChat.Web.Limits;
using RoomChat.Web.Names;
using RoomChat.Web.Page;
using RoomChat.Web.Proxies;
using RoomChat.Web.Session;
using RoomChat.Web.SignIn;
using RoomChat.Web.SubscriptionKeys;
using RoomChat.Web.Tokens;
using RoomChat.Web.Tracing;
using Yarp.ReverseProxy.Health;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web;

internal static class WebBuilderExtensions
{
    /// <summary>Content in a query string is percent-encoded, with up to three characters per byte. The rest fits, too.</summary>
    private const int MaxRequestLineBytes = 4 * ProtocolLimits.MaxContentBytes;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Adds the gateway, its keys, the page's session, and the page.</summary>
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ProtocolLimits.MaxClientFrameBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        });
        // A flush then completes only when the socket has everything. After a handshake's answer the gateway writes to the socket itself.
        builder.Services.Configure<SocketTransportOptions>(options => options.MaxWriteBufferSize = 1);
        // Nothing here blocks, and a switch to another thread costs more than passing on a frame.
        builder.Services.Configure<SocketTransportOptions>(options => options.UnsafePreferInlineScheduling = true);
        // A WebSocket also uses a connection to a service, and so does a request without an answer yet.
        builder.Services.AddSingleton(new ConnectionCost(Descriptors: 2));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddErrors();
        builder.Services.AddSubscriptionKeys(builder.Environment);
        builder.Services.AddTokens();
        builder.Services.AddSignIn();
        builder.AddEndedSessions();
        builder.Services.AddSession(builder.Configuration, builder.Environment);
        builder.Services.AddLimits();
        builder.Services.AddTracing();
        builder.Services.AddGateway(builder.Configuration.GetSection("ReverseProxy"));
        builder.Services.AddPage();
    }

    private static void AddErrors(this IServiceCollection services)
    {
        services.AddProblemDetails();
        // A caller's mistake gives an answer, in Development too.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<ExceptionHandlerOptions>(options =>
            options.StatusCodeSelector =
                error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
    }

    private static void AddSubscriptionKeys(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddOptions<SubscriptionKeyOptions>()
            .BindConfiguration(SubscriptionKeyOptions.Section)
            .PostConfigure(options => options.AddDevelopmentKey(environment))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SubscriptionKeyOptions>, SubscriptionKeyOptionsValidator>());
        services.TryAddSingleton<KeyRing>();
        services.TryAddSingleton<KeyQuota>();
        services.TryAddSingleton<RefusedKeys>();
    }

    private static void AddTracing(this IServiceCollection services)
    {
        services.AddOptions<OutsideTraceOptions>().BindConfiguration(OutsideTraceOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutsideTraceOptions>, OutsideTraceOptionsValidator>());
        // Replaces the server's propagator: the last registration is used.
        services.AddSingleton<DistributedContextPropagator, OutsideTraces>();
    }

    /// <summary>The list of ended sessions is in the Redis of all services.</summary>
    private static void AddEndedSessions(this WebApplicationBuilder builder)
    {
        // No health check: requests without a session are served without Redis.
        builder.AddRedisClient(
            "redis",
            settings => (settings.DisableHealthChecks, settings.DisableTracing) = (true, true),
            options => options.AbortOnConnectFail = false);
        builder.Services.AddEndedSessions();
        builder.Services.AddRegisteredNames();
        builder.Services.AddPushSubscriptions();
        builder.Services.TryAddSingleton<KeptNames>();
        builder.Services.TryAddSingleton<GuestNames>();
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString("redis")))
        {
            builder.Services.AddHostedService<ProgramNames>();
            builder.Services.AddInstanceReports("web");
        }
        builder.Services.TryAddSingleton<SessionCheck>();
    }

    private static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<GatewayLimitOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatewayLimitOptions>, GatewayLimitOptionsValidator>());
        services.TryAddSingleton<LimitMetrics>();
        services.TryAddSingleton<GatewayLimits>();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>());
        services.AddSingleton<IPostConfigureOptions<ForwardedHeadersOptions>, ForwardedHeaders>();
    }

    private static void AddSession(this IServiceCollection services, ConfigurationManager configuration, IHostEnvironment environment)
    {
        services.AddOptions<SessionOptions>()
            .BindConfiguration(SessionOptions.Section)
            .PostConfigure(options =>
            {
                options.Secure ??= !environment.IsDevelopment();
                options.Guests ??= environment.IsDevelopment();
            })
            .Validate<IConfiguration>(
                static (options, settings) => !options.Enabled || !string.IsNullOrEmpty(settings.GetConnectionString("redis")),
                "ConnectionStrings:redis is missing, where ended sessions are listed for all services. "
                + "Set it, or set Session:Enabled to false.")
            .ValidateOnStart();
        services.AddOptions<HstsOptions>().Configure<IOptions<SessionOptions>>((hsts, session) => hsts.MaxAge = session.Value.HttpsOnlyFor);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>());
        services.TryAddSingleton<SameOrigin>();
        services.AddCors();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CrossOriginPages>();
        services.AddDataProtection().SetApplicationName("RoomChat");
        // ASP.NET Core's own setting. Azure Container Apps sets it and makes the keys for all replicas; the framework reads them.
        if (configuration["ReadOnlyDataProtectionKeyDirectory"] is null) services.AddKeyFolder();
        // No default scheme, so that the framework does not look up the session of every request: see PageSession.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", isEnabled: true);
        services.AddAuthentication().AddCookie(SessionCookie.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme)
            .Configure<IOptions<SessionOptions>, SessionCheck, ProviderRenewal, TimeProvider>(
                (cookie, session, check, provider, time) => SessionCookie.Configure(cookie, session.Value, check, provider, time));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, HttpJsonContext.Default);
        });
    }

    private static void AddKeyFolder(this IServiceCollection services)
    {
        services.AddOptions<KeyFolderOptions>().BindConfiguration(KeyFolderOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KeyFolderOptions>, KeyFolderOptionsValidator>());
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyFolderOptions>, ILoggerFactory>((keys, folder, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(folder.Value.Open(), logs));
    }

    private static void AddGateway(this IServiceCollection services, IConfigurationSection routes)
    {
        services.AddRequestTimeouts();
        services.TryAddSingleton<UnservedRequests>();
        services.AddOptions<SocketDrainOptions>().BindConfiguration(SocketDrainOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketDrainOptions>, SocketDrainOptionsValidator>());
        services.AddOptions<SocketBounds>().BindConfiguration(SocketBounds.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketBounds>, SocketBoundsValidator>());
        services.TryAddSingleton<SocketLimiter>();
        services.AddOptions<DirectOptions>().BindConfiguration(DirectOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DirectOptions>, DirectOptionsValidator>());
        services.TryAddSingleton<DirectAddresses>();
        services.TryAddSingleton<SocketDrain>();
        services.TryAddSingleton<IDrain>(provider => provider.GetRequiredService<SocketDrain>());
        // Replaces the console's lifetime: the last registration is used.
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPassiveHealthCheckPolicy, ConnectFailurePolicy>());
        services.AddReverseProxy()
            .LoadFromConfig(routes)
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = ConnectTimeout)
            .AddTransforms(CallerTransform.Add)
            .AddServiceDiscoveryDestinationResolver();
    }
}
