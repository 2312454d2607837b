using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoomChat.Messaging.EndedSessions;
using RoomChat.Messaging.Names;
using RoomChat.Messaging.Push;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Tests.Web;

/// <summary>The gateway on Kestrel and a free port, in front of backends of the test.</summary>
internal sealed class TestGateway : WebApplicationFactory<KeyRing>
{
    public const string PrimaryKey = "primary-key-of-the-tests";
    public const string SecondaryKey = "secondary-key-of-the-tests";

    /// <summary>The secret of the gateway and the services behind it.</summary>
    public const string Secret = "what-gateway-and-services-of-tests-share";

    private readonly Dictionary<string, string?> _settings;
    private MetricRecorder? _metrics;

    public TestGateway(TestBackend? backend = null, params (string Name, string Value)[] settings)
        : this(backend is null ? [] : [backend.Address], settings)
    {
    }

    public TestGateway(string[] addresses, params (string Name, string Value)[] settings)
    {
        _settings = new()
        {
            ["Gateway:Subscriptions:tests:DisplayName"] = "Tést caller",
            ["Gateway:Subscriptions:tests:PrimaryKey"] = PrimaryKey,
            ["Gateway:Subscriptions:tests:SecondaryKey"] = SecondaryKey,
            ["GatewaySignature:Secret"] = Secret,
            ["DataProtection:Path"] = KeyFolder,
            ["Session:Guests"] = "true",
            ["Instances:Report"] = "false",
            ["ConnectionStrings:redis"] = "nobody-listens:1",
        };
        foreach (var (name, value) in settings) _settings[name] = value;
        SetDestinations(addresses);
        UseKestrel();
    }

    /// <summary>Stores that gateways with common sessions share.</summary>
    public InMemoryEndedSessions EndedSessions { get; init; } = new();

    public InMemoryRegisteredNames Names { get; init; } = new();

    public InMemoryPushSubscriptions Push { get; init; } = new();

    public string KeyFolder { get; } = Path.Combine(Path.GetTempPath(), $"roomchat-keys-{Guid.NewGuid():N}");

    /// <summary>The name of the environment.</summary>
    public string EnvironmentName { get; init; } = Environments.Development;

    public MetricRecorder Metrics => _metrics ??= new MetricRecorder(Services.GetRequiredService<IMeterFactory>());

    public LogRecorder Logs { get; } = new();

    /// <summary>True to record only lines that the settings log; otherwise all lines are recorded.</summary>
    public bool LogsAsConfigured { get; init; }

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Sets other replicas, as after a change in service discovery.</summary>
    public void ChangeDestinations(params string[] addresses)
    {
        foreach (var key in _settings.Keys.Where(k => k.StartsWith("services:", StringComparison.Ordinal)).ToList()) _settings.Remove(key);
        SetDestinations(addresses);
        var configuration = (IConfigurationRoot)Services.GetRequiredService<IConfiguration>();
        foreach (var memory in configuration.Providers.OfType<SettableSettings.Provider>()) memory.Replace(_settings);
    }

    public HttpClient Start()
    {
        StartServer();
        return CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = Address, HandleCookies = true });
    }

    /// <summary>For tests that choose the cookie of each request.</summary>
    public HttpClient StartWithoutCookies()
    {
        StartServer();
        return new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
    }

    public async Task<ClientWebSocket> ConnectAsync(string pathAndQuery, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        var target = new UriBuilder(new Uri(Address, pathAndQuery)) { Scheme = "ws" }.Uri;
        try
        {
            await socket.ConnectAsync(target, TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // The caller reads HttpStatusCode: the status of the refused handshake.
        }
        return socket;
    }

    public static async Task<string> EchoAsync(WebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var buffer = new byte[1024];
        var answer = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, answer.Count);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.ConfigureServices(services => services.AddSingleton<IEndedSessions>(EndedSessions).AddSingleton<IRegisteredNames>(Names)
            .AddSingleton<IPushSubscriptions>(Push));
        builder.UseUrls("http://127.0.0.1:0");   // not UseKestrel(0): that sets the port when the server may have started already
        builder.ConfigureLogging(logging =>
        {
            logging.AddProvider(Logs);
            if (!LogsAsConfigured) logging.AddFilter<LogRecorder>(null, LogLevel.Trace);
        });
        builder.ConfigureAppConfiguration((_, configuration) => configuration.Add(new SettableSettings(_settings)));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _metrics?.Dispose();
        base.Dispose(disposing);
        if (disposing && Directory.Exists(KeyFolder)) Directory.Delete(KeyFolder, recursive: true);
    }

    private void SetDestinations(string[] addresses)
    {
        for (var i = 0; i < addresses.Length; i++)
        {
            _settings[$"services:api:http:{i}"] = addresses[i];
            _settings[$"services:realtime:http:{i}"] = addresses[i];
        }
    }
}
