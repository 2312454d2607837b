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

/// <summary>
/// The whole system, as the AppHost describes it, with real processes on free ports. One for all tests of the collection.
/// </summary>
public sealed class ChatSystem : IAsyncLifetime
{
    /// <summary>The key that works locally; design §5.</summary>
    internal const string Key = "roomchat-dev-key";

    /// <summary>For the whole system to be there, on a machine that does much else.</summary>
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(4);

    private readonly string[] _settings = [];
    private readonly DirectoryInfo _data = TestFolder.Create("roomchat-test-");
    private DistributedApplication? _application;
    private HttpClient? _http;

    /// <summary>The system as it is without settings; the fixture of <see cref="WholeSystem"/>.</summary>
    public ChatSystem() { }

    /// <param name="settings">Of the AppHost, as on its command line.</param>
    internal ChatSystem(params string[] settings) => _settings = settings;

    /// <summary>Where every service of the system sends its traces.</summary>
    internal TraceReceiver Traces { get; } = new();

    internal HttpClient Http => _http ?? throw new InvalidOperationException("The system is not started.");

    internal Uri WebAddress => Application.GetEndpoint("web", "http");

    /// <summary>Where the embedded programs keep their data.</summary>
    internal string DataFolder => _data.FullName;

    private DistributedApplication Application => _application ?? throw new InvalidOperationException("The system is not started.");

    public async ValueTask InitializeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeToStart);
        var ct = limit.Token;
        await Traces.StartAsync(ct);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(
            // The page that was built with the tests: a published page in this folder may be older.
            [$"--Data:Path={_data.FullName}", "--Page=Built", .. _settings], ct);
        var web = builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "web");
        builder.CreateResourceBuilder(web).WithEnvironment("Page__Worker", "true");
        // Without a dashboard Aspire sets no address for telemetry that anything listens at.
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

    /// <summary>Where a service of the system listens, past the gateway.</summary>
    internal Uri AddressOf(string resource, string endpoint = "http") => Application.GetEndpoint(resource, endpoint);

    /// <summary>A raw WebSocket through the gateway, as the seed's clients open it.</summary>
    internal Task<FrameRecorder> ConnectAsync(CancellationToken ct) => FrameRecorder.ConnectAsync(SocketAddress($"subscription-key={Key}"), ct);

    internal Uri SocketAddress(string? query = null) => new UriBuilder(WebAddress) { Scheme = "ws", Path = "/ws", Query = query }.Uri;

    /// <summary>How our own client connects through the gateway.</summary>
    internal RoomChatClientOptions ClientOptions => new() { Endpoint = SocketAddress(), SubscriptionKey = Key };

    /// <summary>Publishes as the seed does, in the query string, and gives the accepted message.</summary>
    internal async Task<PublishAccepted> PublishAsync(string content, string? room, CancellationToken ct)
    {
        using var response = await TryPublishAsync(content, room, ct);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
        return await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.PublishAccepted, ct)
            ?? throw new JsonException("An empty answer to a publish.");
    }

    /// <summary>Publishes and gives whatever answer comes.</summary>
    internal async Task<HttpResponseMessage> TryPublishAsync(string content, string? room, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PublishPath(content, room));
        request.Headers.Add("Ocp-Apim-Subscription-Key", Key);
        return await Http.SendAsync(request, ct);
    }

    /// <summary>
    /// Publishes until it is accepted, and gives the accepted message's id. One that got no answer may or may not have been taken; what
    /// counts is what is accepted.
    /// </summary>
    internal async Task<string> PublishUntilAcceptedAsync(string content, string room, CancellationToken ct)
    {
        PublishAccepted? accepted = null;
        await Eventually.Holds(
            async () =>
            {
                using var response = await TryPublishAsync(content, room, ct);
                if (response.IsSuccessStatusCode) accepted = await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.PublishAccepted, ct);
                return accepted is not null;
            },
            "a publish is accepted",
            TimeSpan.FromSeconds(90));
        return accepted!.MessageId;
    }

    /// <summary>With what the gateway of this run signs.</summary>
    internal async Task<string> GatewaySecretAsync(CancellationToken ct) =>
        await Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ParameterResource>()
            .Single(parameter => parameter.Name == "gateway-secret").GetValueAsync(ct) ?? throw new InvalidOperationException(
                "The gateway has no secret.");

    /// <summary>A connection that waits as long as a test does.</summary>
    internal async Task<ConnectionMultiplexer> ConnectToRedisAsync(CancellationToken ct)
    {
        var address = await Application.GetConnectionStringAsync("redis", ct) ?? throw new InvalidOperationException(
            "Redis has no connection string.");
        return await ConnectionMultiplexer.ConnectAsync(string.Create(CultureInfo.InvariantCulture, $"{address},asyncTimeout={Eventually.Patience.TotalMilliseconds}"));
    }

    internal static Uri PublishPath(string content, string? room) =>
        new($"/publish?content={Uri.EscapeDataString(content)}" + (room is null ? "" : $"&room_id={room}"), UriKind.Relative);

    /// <summary>A room that no other test uses.</summary>
    internal static RoomId NewRoom(string name) => RoomId.Parse($"{name}-{Guid.NewGuid():N}", CultureInfo.InvariantCulture);

    /// <summary>Ends a resource's process as a crash does: at once, with no chance to say goodbye.</summary>
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
