using System.Diagnostics;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.ServiceDefaults.Lifetime;
using RoomChat.Web.Gateway;
using RoomChat.Web.Gateway.Sockets;
using RoomChat.Web.Session;
using RoomChat.Web.SubscriptionKeys;
using RoomChat.Web.Tracing;
using Yarp.ReverseProxy.Health;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web;

internal static class WebBuilderExtensions
{
    /// <summary>Content in a query string is percent-encoded: three characters a byte, and room for the rest of the line.</summary>
    private const int MaxRequestLineBytes = 4 * ProtocolLimits.MaxContentBytes;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Adds the gateway, its keys, the page's session, and the page.</summary>
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddErrors();
        builder.Services.AddSubscriptionKeys(builder.Environment);
        builder.Services.AddSession(builder.Configuration);
        builder.Services.AddTracing();
        builder.Services.AddGateway(builder.Configuration.GetSection("ReverseProxy"));
        builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
    }

    private static void AddErrors(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);   // a caller's mistake is an answer, in Development too
        services.Configure<ExceptionHandlerOptions>(options =>
            options.StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
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
        // In place of the server's: what is registered last is used.
        services.AddSingleton<DistributedContextPropagator, OutsideTraces>();
    }

    private static void AddSession(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<SessionOptions>().BindConfiguration(SessionOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>());
        services.TryAddSingleton<SameOrigin>();
        services.AddCors();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CrossOriginPages>();
        services.AddDataProtection().SetApplicationName("RoomChat");
        // ASP.NET Core's own setting, given by Azure Container Apps, which makes the keys for all replicas. Its own code reads them.
        if (configuration["ReadOnlyDataProtectionKeyDirectory"] is null) services.AddKeyFolder();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<SessionOptions>, TimeProvider>((cookie, session, time) => SessionCookie.Configure(cookie, session.Value, time));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.AllowDuplicateProperties = false;
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
        services.AddOptions<SocketDrainOptions>().BindConfiguration(SocketDrainOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketDrainOptions>, SocketDrainOptionsValidator>());
        services.TryAddSingleton<SocketDrain>();
        services.TryAddSingleton<IDrain>(provider => provider.GetRequiredService<SocketDrain>());
        // In place of the console's: what is registered last is used.
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPassiveHealthCheckPolicy, ConnectFailurePolicy>());
        services.AddReverseProxy()
            .LoadFromConfig(routes)
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = ConnectTimeout)
            .AddTransforms(CallerTransform.Add)
            .AddServiceDiscoveryDestinationResolver();
    }
}
