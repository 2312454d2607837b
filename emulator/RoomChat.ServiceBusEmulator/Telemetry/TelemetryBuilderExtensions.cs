using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RoomChat.ServiceBusEmulator.Telemetry;

/// <summary>Exports logs, metrics and traces by OTLP.</summary>
internal static class TelemetryBuilderExtensions
{
    /// <summary>OpenTelemetry's setting for the collector's address. If unset, nothing is collected or exported.</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    internal static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpoint])) return builder;
        builder.Logging.AddOpenTelemetry(static logging => logging.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .WithMetrics(
                static metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(EmulatorMetrics.MeterName))
            .WithTracing(static tracing =>
                tracing.AddAspNetCoreInstrumentation(static options => options.Filter = static context => !IsHealthCheck(context.Request)))
            .UseOtlpExporter();
        return builder;
    }

    /// <summary>Orchestrators call the health check every few seconds; traces of these requests have no use.</summary>
    private static bool IsHealthCheck(HttpRequest request) =>
        request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
}
