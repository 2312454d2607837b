using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.ServiceDefaults.Health;

/// <summary>The body of a health answer: <c>{"status":"Unhealthy","failed":["StackExchange.Redis"]}</c>. Causes are in the log, not here.</summary>
/// <param name="Status">The worst status of the checks.</param>
/// <param name="Failed">Names of the checks that are not healthy, in alphabetical order.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Failed)
{
    internal static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var failed = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => entry.Key).Order(StringComparer.Ordinal);
        return context.Response.WriteAsJsonAsync(
            new HealthAnswer(report.Status.ToString(), [.. failed]), HealthJsonContext.Default.HealthAnswer, contentType: null, context.RequestAborted);
    }
}
