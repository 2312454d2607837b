using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Tests.Web.SubscriptionKeys;

public sealed class RefusedKeysTests
{
    [Fact]
    public async Task Wrong_keys_are_counted_and_not_logged()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var metrics = new MetricRecorder(gateway.Services.GetRequiredService<IMeterFactory>());
        for (var guess = 0; guess < 5; guess++)
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(http, $"?subscription-key=guessed-key-{guess}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(http, ""));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(http, $"?subscription-key={TestGateway.PrimaryKey}"));
        Assert.Equal(5, metrics.Count("roomchat.refused_keys"));
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("guessed-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_keys_are_logged_at_once_and_each_minute()
    {
        var (time, logs) = (new FakeTimeProvider(), new LogRecorder());
        await using var services =
            new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(logs)).AddSingleton<TimeProvider>(time)
            .AddSingleton<RefusedKeys>().BuildServiceProvider();
        for (var guess = 0; guess < 790; guess++) services.GetRequiredService<RefusedKeys>().Add();
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            [1, 789], logs.Lines.Select(line => int.Parse(line.Split(" requests")[0].Split(' ')[^1], CultureInfo.InvariantCulture)));
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string query)
    {
        using var answer = await http.GetAsync(new Uri("/rooms" + query, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
