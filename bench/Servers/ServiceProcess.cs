using System.Globalization;
using System.Reflection;

namespace RoomChat.Benchmarks.Servers;

/// <summary>A service of the product in a separate process, with the settings files of its project.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly DotnetProcess _process;

    /// <param name="project">The name of the project, such as <c>RoomChat.Web</c>.</param>
    /// <param name="settings">Further settings by environment variable.</param>
    public ServiceProcess(string project, IReadOnlyDictionary<string, string> settings)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LocalPort.TakeFree()}"));
        var program = typeof(ServiceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == project).Value!;
        var environment = new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Warning" };
        // As the AppHost sets it.
        environment["DOTNET_GCgen0size"] = "0x200000";
        _process = new DotnetProcess(
            program, ["--urls", Address.ToString(), "--contentRoot", Path.GetDirectoryName(program)!], environment);
    }

    /// <summary>The listening address.</summary>
    public Uri Address { get; }

    /// <inheritdoc cref="DotnetProcess.CpuTime"/>
    public TimeSpan CpuTime => _process.CpuTime;

    /// <inheritdoc cref="DotnetProcess.ResidentBytes"/>
    public long ResidentBytes => _process.ResidentBytes;

    /// <summary>Starts the service and waits until it is healthy.</summary>
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
