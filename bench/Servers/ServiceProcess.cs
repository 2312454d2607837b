using System.Globalization;
using System.Reflection;

namespace RoomChat.Benchmarks.Servers;

/// <summary>A service of the product in a process of its own, with the settings of its project's folder.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly DotnetProcess _process;

    /// <param name="project">Its name, as <c>RoomChat.Web</c>.</param>
    /// <param name="settings">Further settings by their environment names.</param>
    public ServiceProcess(string project, IReadOnlyDictionary<string, string> settings)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LocalPort.TakeFree()}"));
        var program = typeof(ServiceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == project).Value!;
        var environment = new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Warning" };
        // As the AppHost sets it.
        environment["DOTNET_GCgen0size"] = "0x200000";
        _process = new DotnetProcess(program, ["--urls", Address.ToString(), "--contentRoot", Path.GetDirectoryName(program)!], environment);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <inheritdoc cref="DotnetProcess.CpuTime"/>
    public TimeSpan CpuTime => _process.CpuTime;

    /// <inheritdoc cref="DotnetProcess.ResidentBytes"/>
    public long ResidentBytes => _process.ResidentBytes;

    /// <summary>Starts it, and waits until it is healthy.</summary>
    public Task StartAsync(CancellationToken ct) => _process.StartAsync(IsHealthyAsync, ct);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> IsHealthyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "/health"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
