using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>An emulator in its own process, on free ports that stay the same over restarts.</summary>
public sealed class EmulatorProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = TestFolder.Create("roomchat-emulator-");
    private readonly ConcurrentQueue<string> _output = new();
    private readonly int _amqpPort = FreePort.Take();
    private readonly int _adminPort = FreePort.Take();
    private readonly string _configPath;
    private readonly string? _sasKey;
    private Process? _process;

    private EmulatorProcess(EmulatorTopology topology, string? sasKey)
    {
        _sasKey = sasKey;
        _configPath = Path.Combine(_folder.FullName, "Config.json");
        File.WriteAllText(_configPath, topology.ToJson());
    }

    public string ConnectionString => ConnectionStringFor(_amqpPort);

    /// <summary>For the administration client, which expects the HTTP port in the connection string.</summary>
    public string AdministrationConnectionString => ConnectionStringFor(_adminPort);

    /// <summary>The address of the administration API.</summary>
    public Uri AdminAddress => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_adminPort}/"));

    /// <summary>The folder of the data that survive a restart.</summary>
    public string DataFolder => Path.Combine(_folder.FullName, "data");

    /// <summary>Starts an emulator.</summary>
    /// <param name="topology">Its entities.</param>
    /// <param name="sasKey">The key that must sign tokens; null accepts any token.</param>
    public static async Task<EmulatorProcess> StartAsync(EmulatorTopology topology, string? sasKey = null)
    {
        var emulator = new EmulatorProcess(topology, sasKey);
        await emulator.StartAsync();
        return emulator;
    }

    /// <summary>
    /// Starts or restarts the emulator and waits until it is healthy. Entities come from the topology, messages from before the kill.
    /// </summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(RunningDotnet.Path)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "RoomChat.ServiceBusEmulator.dll") },
            Environment =
            {
                ["Emulator__AmqpPort"] = _amqpPort.ToString(CultureInfo.InvariantCulture),
                ["Emulator__AdminPort"] = _adminPort.ToString(CultureInfo.InvariantCulture),
                ["Emulator__ConfigPath"] = _configPath,
                ["Emulator__DataPath"] = DataFolder,
                ["Emulator__SasKey"] = _sasKey,
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The emulator was not started.");
        TestHostGuard.Watch(_process);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient();
        await Eventually.Holds(() => IsHealthyAsync(http), "the emulator is healthy");
    }

    /// <summary>Kills the process without a clean shutdown.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        TestHostGuard.Forget(process.Id);
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private static string ConnectionStringFor(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"Endpoint=sb://localhost:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;"
        + $"UseDevelopmentEmulator=true;");

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }

    private async Task<bool> IsHealthyAsync(HttpClient http)
    {
        if (_process!.HasExited) Assert.Fail($"The emulator ended with code {_process.ExitCode}:\n{string.Join('\n', _output)}");
        try
        {
            using var answer = await http.GetAsync(new Uri(AdminAddress, "health"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
