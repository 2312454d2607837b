using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoomChat.Contracts;
using RoomChat.Messaging;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Transports;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.Rooms;

namespace RoomChat.Tests.Realtime;

/// <summary>The complete realtime service in this process, composed as in its <c>Program</c>, with a real Redis and broker.</summary>
internal sealed class RealtimeInstance : IAsyncDisposable
{
    private static readonly ChatUser Ada = new("u1", "Ada");

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private RealtimeInstance(WebApplication app)
    {
        _app = app;
        Metrics = new MetricRecorder(app.Services.GetRequiredService<IMeterFactory>());
    }

    internal MetricRecorder Metrics { get; }

    internal Uri Address => new(_app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal) + "/ws");

    internal Uri HubAddress => new(_app.Urls.Single() + "/hub");

    /// <summary>A part of the service, from its container.</summary>
    internal T Part<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    internal ConnectionRegistry Connections => _app.Services.GetRequiredService<ConnectionRegistry>();

    internal FeedAudit Audit => _app.Services.GetRequiredService<FeedAudit>();

    internal IRoomCounts Counts => _app.Services.GetRequiredService<IRoomCounts>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts an instance with short retries, so that tests of failures are short, and with limits for a busy machine.</summary>
    internal static async Task<RealtimeInstance> StartAsync(string messaging, string redis, Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = settings?.GetValueOrDefault("environment") });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:messaging"] = messaging,
            ["ConnectionStrings:redis"] = redis,
            ["Realtime:Canary:Every"] = "00:00:00.5",
            ["Realtime:Canary:Limit"] = "00:00:05",
            ["Realtime:Canary:Retry"] = "00:00:00.1",
            ["Realtime:Census:Retry"] = "00:00:00.1",
            ["RoomCounts:Lease"] = "00:00:06",
            ["Routing:Retry"] = "00:00:00.1",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddServiceDefaults();
        builder.AddRoomsDatabase();
        builder.AddMessaging();
        builder.AddRealtime();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapChatSockets();
        app.MapChatHub();
        var instance = new RealtimeInstance(app);
        await app.StartAsync(Ct);
        return instance;
    }

    internal Task<FrameRecorder> ConnectAsync() => FrameRecorder.ConnectAsync(Address, Ct);

    /// <summary>Joins a room on the ready instance, and waits until a first message has passed the whole way.</summary>
    internal async Task<FrameRecorder> JoinAsync(string room)
    {
        await BecomesReadyAsync();
        var member = await ConnectAsync();
        await member.JoinAsync(room, Ct);
        await PublishAsync(room, "before");
        await member.WaitForContentAsync("before");
        return member;
    }

    /// <summary>Publishes as the API does: through the broker, so that any instance may receive the message.</summary>
    internal Task PublishAsync(string room, string content) => _app.Services.GetRequiredService<MessagePublisher>().PublishAsync(
        new ChatMessage(Guid.NewGuid().ToString("n"), RoomId.Parse(room, null), content, DateTimeOffset.UnixEpoch, Ada), Ct);

    /// <summary>The answer of <c>/health</c>.</summary>
    internal async Task<(HttpStatusCode Status, JsonElement Body)> HealthAsync()
    {
        using var answer = await _http.GetAsync(new Uri(new Uri(_app.Urls.Single()), "/health"), Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    internal Task BecomesReadyAsync() =>
        Eventually.Holds(async () => (await HealthAsync()).Status == HttpStatusCode.OK, "the instance is ready");

    /// <summary>Waits until health reports that a check has failed for this reason.</summary>
    internal Task BecomesUnreadyAsync(string check, string reason) => Eventually.Holds(
        async () =>
        {
            var (status, body) = await HealthAsync();
            return status == HttpStatusCode.ServiceUnavailable
                && body.TryGetProperty("reasons", out var reasons)
                && reasons.TryGetProperty(check, out var said)
                && said.GetString()!.Contains(reason, StringComparison.Ordinal);
        },
        $"'{check}' says that {reason}");

    internal Task StopAsync() => _app.StopAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Metrics.Dispose();
        _http.Dispose();
    }
}
