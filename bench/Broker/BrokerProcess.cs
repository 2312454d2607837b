using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RoomChat.Benchmarks.Servers;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.Benchmarks.Broker;

/// <summary>The emulator in a separate process.</summary>
internal sealed class BrokerProcess : IMeasuredBroker
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-broker-");
    private readonly int _amqpPort = LocalPort.TakeFree();
    private readonly int _adminPort = LocalPort.TakeFree();
    private Process? _process;

    private BrokerProcess(JsonObject topology, Durability durability)
    {
        Durability = durability;
        File.WriteAllText(ConfigPath, topology.ToJsonString());
    }

    public string ConnectionString => ConnectionStringFor(_amqpPort);

    /// <summary>The connection string of the administration client, which uses HTTP.</summary>
    public string AdministrationConnectionString => ConnectionStringFor(_adminPort);

    /// <summary>The address of the HTTP API.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_adminPort}"));

    /// <summary>The durability setting of the emulator.</summary>
    public Durability Durability { get; }

    /// <inheritdoc/>
    public TimeSpan CpuTime => ProcessClock.Read(Running.Id);

    /// <inheritdoc/>
    public long ResidentBytes
    {
        get
        {
            Running.Refresh();
            return Running.WorkingSet64;
        }
    }

    /// <inheritdoc/>
    public long DiskBytes => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private string ConfigPath => Path.Combine(_folder.FullName, "Config.json");

    private Process Running => _process ?? throw new InvalidOperationException("The broker does not run.");

    public static async Task<BrokerProcess> StartAsync(JsonObject topology, Durability durability, CancellationToken ct)
    {
        var broker = new BrokerProcess(topology, durability);
        return await broker.OrNothingAsync(broker.StartAsync(ct));
    }

    /// <summary>Starts or restarts the broker and waits until it is healthy.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var program = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "RoomChat.ServiceBusEmulator.dll"),
                "--config", ConfigPath, "--data", Path.Combine(_folder.FullName, "data"), "--durability", Durability.ToString(),
                "--amqp-port", _amqpPort.ToString(CultureInfo.InvariantCulture),
                "--admin-port", _adminPort.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The broker was not started.");
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        await WaitUntilHealthyAsync(ct);
    }

    /// <summary>Kills the process without a clean shutdown.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task WaitUntilHealthyAsync(CancellationToken ct)
    {
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var started = Stopwatch.GetTimestamp();
        while (!await IsHealthyAsync(http, ct))
        {
            if (Running.HasExited || Stopwatch.GetElapsedTime(started) > TimeToStart)
                throw new InvalidOperationException("The broker does not become healthy.");
            await timer.WaitForNextTickAsync(ct);
        }
    }

    private async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string ConnectionStringFor(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"Endpoint=sb://localhost:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;"
        + $"UseDevelopmentEmulator=true;");
}
