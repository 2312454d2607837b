using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using StackExchange.Redis;

namespace RoomChat.Tests.Fixtures;

/// <summary>The whole system as the AppHost describes it: real processes on free ports. The tests of a collection share one.</summary>
public sealed class ChatSystem : IAsyncLifetime
{
    /// <summary>The subscription key for local runs; design §5.</summary>
    internal const string Key = "roomchat-dev-key";

    /// <summary>The start timeout of the whole system, long enough for a busy machine.</summary>
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(4);

    private readonly string[] _settings = [];
    private readonly DirectoryInfo _data = TestFolder.Create("roomchat-test-");
    private DistributedApplication? _application;
    private HttpClient? _http;

    /// <summary>The system with default settings; the fixture of <see cref="WholeSystem"/>.</summary>
    public ChatSystem() { }

    /// <param name="settings">Command-line settings of the AppHost.</param>
    internal ChatSystem(params string[] settings) => _settings = settings;

    /// <summary>Receives the traces of every service.</summary>
    internal TraceReceiver Traces { get; } = new();

    internal HttpClient Http => _http ?? throw new InvalidOperationException("The system is not started.");

    internal Uri WebAddress => Application.GetEndpoint("web", "http");

    /// <summary>The folder in which the embedded programs keep their data.</summary>
    internal string DataFolder => _data.FullName;

    private DistributedApplication Application => _application ?? throw new InvalidOperationException("The system is not started.");

    public async ValueTask InitializeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeToStart);
        var ct = limit.Token;
        await Traces.StartAsync(ct);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(
            // Use the page that was built with the tests: a published page in this folder may be older.
            [$"--Data:Path={_data.FullName}", "--Page=Built", .. _settings], ct);
        var web = builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "web");
        builder.CreateResourceBuilder(web).WithEnvironment("Page__Worker", "true");
        // Without a dashboard, Aspire sets a telemetry address that has no listener.
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
        {
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Traces.Address.ToString())
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        }

        _application = await builder.BuildAsync(ct);
        await _application.StartAsync(ct);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync("web", ct);
        _http = _application.CreateHttpClient("web", "http");
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_application is not null) await _application.DisposeAsync();
        await Traces.DisposeAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>The address of a service, which bypasses the gateway.</summary>
    internal Uri AddressOf(string resource, string endpoint = "http") => Application.GetEndpoint(resource, endpoint);

    /// <summary>Opens a raw WebSocket through the gateway, as the seed's clients do.</summary>
    internal Task<FrameRecorder> ConnectAsync(CancellationToken ct) =>
        FrameRecorder.ConnectAsync(SocketAddress($"subscription-key={Key}"), ct);

    internal Uri SocketAddress(string? query = null) => new UriBuilder(WebAddress) { Scheme = "ws", Path = "/ws", Query = query }.Uri;

    /// <summary>Options of our own client for a connection through the gateway.</summary>
    internal RoomChatClientOptions ClientOptions => new() { Endpoint = SocketAddress(), SubscriptionKey = Key };

    /// <summary>Publishes with a query string, as the seed does, and returns the accepted message.</summary>
    internal async Task<PublishAccepted> PublishAsync(string content, string? room, CancellationToken ct)
    {
        using var response = await TryPublishAsync(content, room, ct);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
        return await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.PublishAccepted, ct)
            ?? throw new JsonException("An empty answer to a publish.");
    }

    /// <summary>Publishes and returns the answer, whether it is a success or an error.</summary>
    internal async Task<HttpResponseMessage> TryPublishAsync(string content, string? room, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PublishPath(content, room));
        request.Headers.Add("Ocp-Apim-Subscription-Key", Key);
        return await Http.SendAsync(request, ct);
    }

    /// <summary>
    /// Publishes until one request is accepted, and returns the id of the accepted message. A request without an answer may have been
    /// accepted too; its message does not count.
    /// </summary>
    internal async Task<string> PublishUntilAcceptedAsync(string content, string room, CancellationToken ct)
    {
        PublishAccepted? accepted = null;
        await Eventually.Holds(
            async () =>
            {
                using var response = await TryPublishAsync(content, room, ct);
                if (response.IsSuccessStatusCode)
                    accepted = await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.PublishAccepted, ct);
                return accepted is not null;
            },
            "a publish is accepted",
            TimeSpan.FromSeconds(90));
        return accepted!.MessageId;
    }

    /// <summary>The secret with which the gateway of this run signs.</summary>
    internal async Task<string> GatewaySecretAsync(CancellationToken ct) =>
        await Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ParameterResource>()
            .Single(parameter => parameter.Name == "gateway-secret").GetValueAsync(ct) ?? throw new InvalidOperationException(
                "The gateway has no secret.");

    /// <summary>A connection with the timeout of the tests.</summary>
    internal async Task<ConnectionMultiplexer> ConnectToRedisAsync(CancellationToken ct)
    {
        var address = await Application.GetConnectionStringAsync("redis", ct) ?? throw new InvalidOperationException(
            "Redis has no connection string.");
        return await ConnectionMultiplexer.ConnectAsync(string.Create(
            CultureInfo.InvariantCulture, $"{address},asyncTimeout={Eventually.Patience.TotalMilliseconds}"));
    }

    internal static Uri PublishPath(string content, string? room) =>
        new($"/publish?content={Uri.EscapeDataString(content)}" + (room is null ? "" : $"&room_id={room}"), UriKind.Relative);

    /// <summary>A room that no other test uses.</summary>
    internal static RoomId NewRoom(string name) => RoomId.Parse($"{name}-{Guid.NewGuid():N}", CultureInfo.InvariantCulture);

    /// <summary>Kills a resource's process, as a crash does: without a clean shutdown.</summary>
    internal void Kill(string resource)
    {
        Assert.True(Application.ResourceNotifications.TryGetCurrentState(resource, out var current), $"'{resource}' is not known.");
        var id = ProcessId(current.Snapshot) ?? throw new InvalidOperationException($"'{resource}' has no process.");
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    private static int? ProcessId(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value switch
        {
            int id => id,
            string text => int.Parse(text, CultureInfo.InvariantCulture),
            _ => null,
        };
}
