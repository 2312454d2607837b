using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class LineSeverityTests
{
    [Fact]
    public void A_line_of_an_entry_is_as_severe_as_the_entry()
    {
        var severity = new LineSeverity();

        var levels = new[] { "warn: Some.Category[7]", "      the reason", "      more of it", "info: Some.Category[8]", "      all is well", "plain text" }
            .Select(line => severity.Of(new LogLine(1, line, IsErrorMessage: false)))
            .ToArray();

        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Warning, LogLevel.Information, LogLevel.Information, LogLevel.Information], levels);
    }

    [Fact]
    public void What_a_failed_health_check_logs_is_left_to_the_status_lines()
    {
        var severity = new LineSeverity();

        var levels = new[] { "fail: Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService[103]", "      Health check canary is unhealthy", "fail: Some.Category[1]" }
            .Select(line => severity.Of(new LogLine(1, line, IsErrorMessage: false)))
            .ToArray();

        Assert.Equal([LogLevel.Trace, LogLevel.Trace, LogLevel.Error], levels);
    }

    [Fact]
    public void What_other_programs_write_to_the_error_stream_is_a_warning() =>
        Assert.Equal(LogLevel.Warning, new LineSeverity().Of(new LogLine(1, "oh no", IsErrorMessage: true)));
}
