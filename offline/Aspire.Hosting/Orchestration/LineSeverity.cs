using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>How severe a line of output is, read from .NET's console format.</summary>
/// <remarks>
/// A sample: <c>warn: Some.Category[7]</c>, then any number of lines that begin with six blanks and belong to it. Of other
/// programs, what they write to the error stream is a warning. What .NET says about health checks is left to <see cref="ConsoleStatus"/>,
/// which says in one line that a resource that was ready is so no longer, and why.
/// </remarks>
internal sealed class LineSeverity
{
    private LogLevel _entry = LogLevel.Information;

    internal LogLevel Of(LogLine line)
    {
        var isContinuation = line.Content.StartsWith("      ", StringComparison.Ordinal);
        if (isContinuation) return _entry;
        _entry = line.Content switch
        {
            _ when line.Content.Contains(": Microsoft.Extensions.Diagnostics.HealthChecks.", StringComparison.Ordinal) => LogLevel.Trace,
            ['t', 'r', 'c', 'e', ':', ..] => LogLevel.Trace,
            ['d', 'b', 'u', 'g', ':', ..] => LogLevel.Debug,
            ['i', 'n', 'f', 'o', ':', ..] => LogLevel.Information,
            ['w', 'a', 'r', 'n', ':', ..] => LogLevel.Warning,
            ['f', 'a', 'i', 'l', ':', ..] => LogLevel.Error,
            ['c', 'r', 'i', 't', ':', ..] => LogLevel.Critical,
            _ => line.IsErrorMessage ? LogLevel.Warning : LogLevel.Information,
        };
        return _entry;
    }
}
