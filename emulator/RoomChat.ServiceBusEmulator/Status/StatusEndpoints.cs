using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>The status page, and the health as Microsoft's emulator tells it.</summary>
internal static class StatusEndpoints
{
    /// <summary>No entity can be called so.</summary>
    public const string TotalsPath = "/$totals";

    private const string LivenessTag = "live";

    /// <summary>The page loads nothing and runs nothing; only its own style applies.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Maps them, and has every answer of the port say that no browser is to guess what it is.</summary>
    public static void MapStatus(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        app.MapGet("/", ShowPage);
        app.MapGet(TotalsPath, static (ServiceBusNamespace entities, ManagementCalls calls) =>
            Results.Json(BrokerTotals.Of(entities, calls), StatusJsonContext.Default.BrokerTotals));
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteHealthAsync });
        app.MapHealthChecks(
            "/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(LivenessTag), ResponseWriter = WriteHealthAsync });
    }

    private static IResult ShowPage(StatusPage page, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.CacheControl = "no-store";
        return Results.Content(page.Render(), "text/html; charset=utf-8");
    }

    private static Task WriteHealthAsync(HttpContext context, HealthReport report)
    {
        var answer = report.Status == HealthStatus.Healthy
            ? new HealthAnswer("healthy", "Service is healthy.")
            : new HealthAnswer("unhealthy", "Service is unhealthy.");
        return context.Response.WriteAsJsonAsync(answer, StatusJsonContext.Default.HealthAnswer, contentType: null, context.RequestAborted);
    }
}
