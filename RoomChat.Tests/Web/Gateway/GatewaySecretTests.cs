using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.ApiService;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.ServiceDefaults.Identity;

namespace RoomChat.Tests.Web.Gateway;

/// <summary>The gateway's secret lets a program act as any caller: no service writes it into a log, a span or a metric.</summary>
public sealed class GatewaySecretTests : IDisposable
{
    private const string Secret = InnerService<ApiDescription>.Secret;

    private readonly ConcurrentQueue<string> _spans = new();
    private readonly ActivityListener _listener;

    public GatewaySecretTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                var all = span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags));
                var tags = all.Select(tag => $"{tag.Key}={tag.Value}");
                _spans.Enqueue(string.Join(' ', [span.DisplayName, .. tags, .. span.Baggage.Select(item => $"{item.Key}={item.Value}")]));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_tells_its_secret_nowhere()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway([backend.Address, "http://127.0.0.1:1"], ("GatewaySignature:Secret", Secret));
        using var http = gateway.Start();
        using var tags = new TagRecorder(gateway.Services.GetRequiredService<IMeterFactory>());
        for (var asked = 0; asked < 4; asked++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms");
            request.Headers.Add("Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey);
            request.Headers.Add(GatewaySignature.Header, "1.forged");
            using var answer = await http.SendAsync(request, Ct);
            Assert.DoesNotContain(Secret, $"{answer} {await answer.Content.ReadAsStringAsync(Ct)}", StringComparison.Ordinal);
        }
        var signatures = backend.Requests.Select(request => request.Headers[GatewaySignature.Header]).ToArray();
        Assert.NotEmpty(signatures);
        Assert.NotEmpty(gateway.Logs.Lines);
        AssertUntold([.. gateway.Logs.Lines, .. tags.Series, .. _spans.ToArray()], [Secret, .. signatures]);
    }

    [Fact]
    public Task Api_tells_the_secret_nowhere() => AssertUntoldByAsync<ApiDescription>(HttpMethod.Get, "/openapi/v1.json");

    [Fact]
    public Task Realtime_tells_the_secret_nowhere() => AssertUntoldByAsync<ConnectionRegistry>(HttpMethod.Post, "/hub/negotiate");

    [Fact]
    public void Secret_that_is_too_short_stops_the_start_and_is_not_told()
    {
        const string Short = "short-secret";
        using var gateway = new TestGateway([], ("GatewaySignature:Secret", Short));
        var refused = Assert.ThrowsAny<Exception>(gateway.Start);
        Assert.Contains("GatewaySignature", refused.ToString(), StringComparison.Ordinal);
        AssertUntold([.. gateway.Logs.Lines, refused.ToString()], [Short]);
    }

    public void Dispose() => _listener.Dispose();

    private static void AssertUntold(string[] told, string[] secrets)
    {
        foreach (var secret in secrets) Assert.DoesNotContain(told, text => text.Contains(secret, StringComparison.Ordinal));
    }

    private async Task AssertUntoldByAsync<T>(HttpMethod method, string path) where T : class
    {
        await using var service = new InnerService<T>();
        using var http = service.Start();
        using var tags = new TagRecorder(service.Services.GetRequiredService<IMeterFactory>());
        var signatures = new List<string>();
        foreach (var isSigned in (bool[])[true, false])
        {
            using var request = new HttpRequestMessage(method, new Uri(service.Address, path));
            request.SetCaller(new Caller("subscription:admin", "Admin"));
            if (isSigned) service.Services.GetRequiredService<GatewaySignature>().Sign(request);
            else request.Headers.Add(GatewaySignature.Header, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.forged");
            signatures.Add(request.Headers.GetValues(GatewaySignature.Header).Single());
            using var answer = await http.SendAsync(request, Ct);
            Assert.Equal(isSigned, answer.IsSuccessStatusCode);
        }
        Assert.NotEmpty(service.Logs.Lines);
        AssertUntold([.. service.Logs.Lines, .. tags.Series, .. _spans.ToArray()], [Secret, InnerService<T>.PreviousSecret, .. signatures]);
    }
}
