using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RoomChat.ServiceDefaults.Connections;
using RoomChat.ServiceDefaults.Health;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Memory;
using RoomChat.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Parts of every RoomChat service: telemetry, health, limits for connections, answers to HEAD, resilience and service discovery.
/// </summary>
public static class Extensions
{
    private const string ReadinessPath = "/health";
    private const string LivenessPath = "/alive";
    private const string LivenessTag = "live";

    /// <summary>Adds OpenTelemetry, the health checks, service discovery and the standard resilience of HTTP clients.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, HushedCategories>());
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, HeadRequests>());
        builder.Services.AddConnectionBounds();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, KnownCharsets>());
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.AddLocalHosts();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<HeapReview>();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>
    /// Adds logs, metrics and traces. They are exported by OTLP if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and to Application Insights
    /// if <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set.
    /// </summary>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        // Azure's clients make spans only if this is set before their first use.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", isEnabled: true);
        // With this propagator the server's instrumentation uses the trace that the server found. It does not read the headers again.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("RoomChat.*"))
            .WithTracing(tracing => tracing
                .AddSource("RoomChat.*", "Azure.Messaging.ServiceBus*", "Yarp.ReverseProxy")
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsHealthPath(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddProcessor(new RequestSpansOnly())
                .AddProcessor(new QueryRedaction()));
        if (builder.Configuration.IsSet("OTEL_EXPORTER_OTLP_ENDPOINT")) builder.Services.AddOpenTelemetry().UseOtlpExporter();
        if (builder.Configuration.IsSet("APPLICATIONINSIGHTS_CONNECTION_STRING"))
            builder.Services.AddOpenTelemetry().UseAzureMonitorExporter();
        return builder;
    }

    /// <summary>Adds the liveness check: healthy whenever the process answers.</summary>
    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton<LastHealth>();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LivenessTag]);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (readiness: every check) and <c>/alive</c> (liveness: the process answers), in every environment. The
    /// orchestrator and Container Apps call them; the gateway does not forward them. The answer names only the checks that failed.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        var asGet = new HttpMethodMetadata([HttpMethods.Get]);
        app.MapHealthChecks(ReadinessPath, new HealthCheckOptions { ResponseWriter = HealthAnswer.KeepAndWriteAsync }).WithMetadata(
            asGet, new AllowUnsignedAttribute());
        app.MapHealthChecks(LivenessPath, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(LivenessTag),
            ResponseWriter = HealthAnswer.WriteAsync,
        }).WithMetadata(asGet, new AllowUnsignedAttribute());
        return app;
    }

    private static bool IsSet(this IConfiguration configuration, string setting) => !string.IsNullOrWhiteSpace(configuration[setting]);

    private static bool IsHealthPath(PathString path) =>
        path.StartsWithSegments(ReadinessPath, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(LivenessPath, StringComparison.OrdinalIgnoreCase);
}
