using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>The status page, and the health check in the format of Microsoft's emulator.</summary>
internal static class StatusEndpoints
{
    /// <summary>Not a valid entity name, so it cannot hide an entity.</summary>
    public const string TotalsPath = "/$totals";

    private const string LivenessTag = "live";

    /// <summary>The page loads nothing and runs nothing; only its own style applies.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>
    /// Maps the endpoints. Also adds <c>nosniff</c> to every answer of the port, so that browsers do not guess content types.
    /// </summary>
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
