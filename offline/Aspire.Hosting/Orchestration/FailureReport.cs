using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Why a resource did not start, for a person to read.</summary>
internal static class FailureReport
{
    /// <summary>Of the AppHost when a resource does not start.</summary>
    internal const int ExitCode = 1;

    /// <summary>Our snapshot property that holds the report.</summary>
    private const string Property = "resource.failure";

    /// <summary>A stack trace and what led to it, as a rule.</summary>
    private const int Lines = 30;

    internal static string Write(string resourceId, string reason, ResourceLog log)
    {
        var text = new StringBuilder($"Resource '{resourceId}' failed to start: {reason}");
        var last = log.Last(Lines);
        if (last.Count == 0) return text.Append(" It wrote nothing.").ToString();
        text.Append(" Its last lines:");
        foreach (var line in last) text.Append(Environment.NewLine).Append("  | ").Append(line.Content);
        return text.AppendLine().Append($"Everything it wrote: {log.Path}").ToString();
    }

    internal static CustomResourceSnapshot Attach(CustomResourceSnapshot before, string report) => before with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        Properties = [.. before.Properties.Where(property => property.Name != Property), new ResourcePropertySnapshot(Property, report)],
    };

    internal static string? Of(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.FailedToStart
            ? snapshot.Properties.FirstOrDefault(property => property.Name == Property)?.Value as string ?? "A resource failed to start."
            : null;
}
