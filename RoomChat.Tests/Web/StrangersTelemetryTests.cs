using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoomChat.Tests.Web;

/// <summary>
/// Requests of strangers: no text of theirs gets into the gateway's telemetry, and its size does not grow with their requests.
/// </summary>
public sealed class StrangersTelemetryTests
{
    private const int Rounds = 5;

    [Fact]
    public async Task Strangers_add_no_time_series_and_no_tag_values()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend) { EnvironmentName = Environments.Production };
        using var http = gateway.StartWithoutCookies();
        using var tags = new TagRecorder(gateway.Services.GetRequiredService<IMeterFactory>());
        await VisitAsync(gateway, http, "first");
        await Eventually.Holds(() => AreRequestsCounted(tags), "the requests are counted");
        var series = tags.Series;

        for (var round = 0; round < Rounds; round++) await VisitAsync(gateway, http, $"round{round}");

        // Connections that end at another moment may have another reason, and so a new series. One new series per visit is a fault.
        Assert.InRange(tags.Series.Count - series.Count, 0, Rounds - 1);
        Assert.DoesNotContain(tags.Series, name => name.Contains("marked", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(tags.Series, name => name.Contains(TestGateway.PrimaryKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strangers_fill_no_log()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend) { EnvironmentName = Environments.Production, LogsAsConfigured = true };
        using var http = gateway.StartWithoutCookies();
        await VisitAsync(gateway, http, "first");
        var lines = gateway.Logs.Lines.Count;

        for (var round = 0; round < Rounds; round++) await VisitAsync(gateway, http, $"round{round}");

        Assert.Equal([], gateway.Logs.Lines.Skip(lines));
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("marked", StringComparison.OrdinalIgnoreCase));
    }

    private static bool AreRequestsCounted(TagRecorder tags) =>
        tags.Series.Any(name => name.StartsWith("http.server.request.duration", StringComparison.Ordinal));

    /// <summary>Sends one request of each kind, with texts that are unique to this visit.</summary>
    private static async Task VisitAsync(TestGateway gateway, HttpClient http, string visit)
    {
        var mark = $"marked{visit}";
        var key = $"Ocp-Apim-Subscription-Key: {TestGateway.PrimaryKey}";
        string[][] requests =
        [
            [$"GET /rooms/{mark}/messages HTTP/1.1", key],
            [$"GET /{mark} HTTP/1.1"],
            [$"GET /openapi/{mark} HTTP/1.1"],
            [$"GET /_framework/{mark}.js HTTP/1.1"],
            [$"GET /rooms?{mark}={mark} HTTP/1.1", $"Ocp-Apim-Subscription-Key: {mark}"],
            [$"GET /rooms?subscription-key={mark} HTTP/1.1"],
            [$"{mark.ToUpperInvariant()} /rooms HTTP/1.1", key],
            ["POST /publish?content=a HTTP/1.1", key, $"Content-Type: application/{mark}", "Content-Length: 0"],
            ["POST /publish HTTP/1.1", key, $"Content-Type: application/json; charset={mark}", "Content-Length: 2", "", "{}"],
            ["POST /session HTTP/1.1", "Content-Type: application/json", "Content-Length: 5", "", "{bad}"],
            ["POST / HTTP/1.1", "Content-Type: application/x-www-form-urlencoded", $"Content-Length: {mark.Length}", "", mark],
            ["GET /rooms HTTP/1.1", $"Cookie: __Host-roomchat.session={mark}"],
            ["GET /session HTTP/1.1", $"Cookie: roomchat.session={mark}", $"Origin: https://{mark}.example"],
            ["GET /rooms HTTP/1.1", $"Authorization: Bearer {mark}", $"Referer: http://localhost/{mark}", $"User-Agent: {mark}\u001b[31m"],
            ["GET /rooms HTTP/1.1", key, $"X-Forwarded-For: {mark}", $"X-Forwarded-Proto: {mark}", $"X-Forwarded-Host: {mark}"],
            ["GET /rooms HTTP/1.1", key, $"traceparent: {mark}", $"tracestate: a={mark}", $"baggage: a={mark}"],
            [$"GET /ws?{mark} HTTP/1.1", key, .. RawHttp.Without("Sec-WebSocket-Version", $"Sec-WebSocket-Version: {mark}")],
            [$"GET /ws?{mark} HTTP/1.1", .. RawHttp.Handshake, $"Origin: https://{mark}.example"],
            ["GET /ws HTTP/1.1", key, .. RawHttp.Handshake, $"Sec-WebSocket-Protocol: {mark}", $"Sec-WebSocket-Extensions: {mark}"],
            [$"GET http://{mark}.example/rooms HTTP/1.1", key],
            [$"CONNECT {mark}.example:22 HTTP/1.1"],
            [$"GET /rooms?{mark} HTTP/{mark}"],
            [$"GET /rooms?subscription-key={mark}\0 HTTP/1.1"],
            [$"{mark}"],
            [$"\u0016\u0003\u0001\u0002\u0000{mark}"],
        ];
        foreach (var request in requests)
        {
            string[] lines = [request[0], $"Host: {gateway.Address.Authority}", .. request[1..], "", ""];
            await RawHttp.ExchangeAsync(gateway.Address, string.Join("\r\n", lines));
        }
    }
}
