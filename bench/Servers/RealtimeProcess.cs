using System.Globalization;

namespace RoomChat.Benchmarks.Servers;

/// <summary>One instance of the realtime service. It keeps its port over restarts.</summary>
internal sealed class RealtimeProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly int _port = LocalPort.TakeFree();
    private readonly DotnetProcess _process;

    /// <summary>Creates an instance that does not run yet.</summary>
    /// <param name="messaging">The connection string of Service Bus.</param>
    /// <param name="redis">The connection string of Redis.</param>
    /// <param name="settings">Further settings by environment variable, such as <c>Realtime__Connections__MaxRooms</c>.</param>
    /// <param name="furtherUrl">An additional listening address, or null for none.</param>
    public RealtimeProcess(string messaging, string redis, IReadOnlyDictionary<string, string>? settings = null, string? furtherUrl = null)
    {
        var environment = new Dictionary<string, string>(
            settings ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["ConnectionStrings__messaging"] = messaging,
            ["ConnectionStrings__redis"] = redis,
            ["Logging__LogLevel__Default"] = "Warning",
            // Clients connect without a gateway, which only Development allows.
            ["DOTNET_ENVIRONMENT"] = "Development",
            // As the AppHost sets it.
            ["DOTNET_GCgen0size"] = "0x200000",
        };
        var urls = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}{(furtherUrl is null ? "" : $";{furtherUrl}")}");
        _process = new DotnetProcess("RoomChat.Realtime.dll", ["--urls", urls], environment);
    }

    /// <summary>The address of its WebSockets.</summary>
    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{_port}/ws"));

    /// <inheritdoc cref="DotnetProcess.CpuTime"/>
    public TimeSpan CpuTime => _process.CpuTime;

    /// <inheritdoc cref="DotnetProcess.ResidentBytes"/>
    public long ResidentBytes => _process.ResidentBytes;

    /// <inheritdoc cref="DotnetProcess.LastWords"/>
    public IReadOnlyList<string> LastWords => _process.LastWords;

    /// <summary>Starts or restarts the instance and waits until it is healthy: a test message passes Service Bus and Redis.</summary>
    public Task StartAsync(CancellationToken ct) => _process.StartAsync(IsHealthyAsync, ct);

    /// <inheritdoc cref="DotnetProcess.KillAsync"/>
    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc cref="DotnetProcess.TerminateAsync"/>
    public Task<bool> TerminateAsync(TimeSpan grace, CancellationToken ct) => _process.TerminateAsync(grace, ct);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> IsHealthyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(
                new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/health")), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
