using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class HushedCategoriesTests
{
    private const string Secret = "secret-of-the-test";

    public static TheoryData<string> Settings => new()
    {
        "Logging:LogLevel:Default",
        "Logging:LogLevel:Microsoft.AspNetCore",
        "Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics",
        "Logging:RoomChat.Tests.Fixtures.LogRecorder:LogLevel:Default",
        "Logging:RoomChat.Tests.Fixtures.LogRecorder:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics",
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Query_string_is_in_no_log_at_any_setting(string setting)
    {
        await using var server =
            await DefaultsServer.StartAsync(new() { [setting] = "Information", ["Logging:LogLevel:RoomChat"] = "Information" });
        using var http = server.CreateTracedClient();
        Assert.Equal(
            "42",
            await http.GetStringAsync(
                new Uri(server.Address, $"/answer?subscription-key={Secret}"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(server.Logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Rule_is_the_last_one_for_each_log_provider()
    {
        var options = new LoggerFilterOptions();
        options.Rules.Add(new LoggerFilterRule("Console", categoryName: null, LogLevel.Trace, filter: null));
        new HushedCategories().PostConfigure(Options.DefaultName, options);

        foreach (var provider in new[] { null, "Console" })
        {
            var last = options.Rules.Last(
                rule => rule.ProviderName == provider && rule.CategoryName == "Microsoft.AspNetCore.Hosting.Diagnostics");
            Assert.Equal(LogLevel.Warning, last.LogLevel);
        }
    }
}
