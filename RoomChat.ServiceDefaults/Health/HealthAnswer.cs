using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.ServiceDefaults.Health;

/// <summary>
/// The body of a health answer: <c>{"status":"Unhealthy","failed":["routing"],"reasons":{"routing":"…"}}</c>. Every caller can read
/// it, so exceptions are only in the log.
/// </summary>
/// <param name="Status">The worst status of the checks.</param>
/// <param name="Failed">Names of the checks that are not healthy, in alphabetical order.</param>
/// <param name="Reasons">Descriptions of the failed checks tagged <see cref="HealthTags.Explained"/>; null if there are none.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Failed, IReadOnlyDictionary<string, string>? Reasons)
{
    /// <summary>Keeps the status of all parts for the operator's console, and writes the answer.</summary>
    internal static Task KeepAndWriteAsync(HttpContext context, HealthReport report)
    {
        context.RequestServices.GetService<LastHealth>()?.Keep(report);
        return WriteAsync(context, report);
    }

    internal static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        Of(report), HealthJsonContext.Default.HealthAnswer, contentType: null, context.RequestAborted);

    private static HealthAnswer Of(HealthReport report)
    {
        var failed = report.Entries
            .Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
        var reasons = failed.Where(entry => entry.Value.Tags.Contains(HealthTags.Explained) && entry.Value.Description is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Description!, StringComparer.Ordinal);
        return new HealthAnswer(report.Status.ToString(), [.. failed.Select(entry => entry.Key)], reasons.Count > 0 ? reasons : null);
    }
}
