using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.Broker;

/// <summary>The installed RabbitMQ, with separate settings, port and folder.</summary>
internal sealed class RabbitProcess : IMeasuredBroker
{
    /// <summary>The path on Debian. It is not the wrapper script, which changes the user.</summary>
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-rabbitmq-");
    private readonly int _port = LocalPort.TakeFree();
    private readonly int _namesPort = LocalPort.TakeFree();
    private Process? _script;
    private int _processId;

    private RabbitProcess()
    {
        File.WriteAllText(InFolder("enabled_plugins"), "[].");
    }

    /// <summary>Whether RabbitMQ is installed.</summary>
    public static bool IsInstalled => File.Exists(Program);

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{_port}"));

    /// <inheritdoc/>
    public TimeSpan CpuTime => ProcessClock.Read(_processId);

    /// <inheritdoc/>
    public long ResidentBytes
    {
        get
        {
            using var process = Process.GetProcessById(_processId);
            return process.WorkingSet64;
        }
    }

    /// <inheritdoc/>
    public long DiskBytes => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public static async Task<RabbitProcess> StartAsync(CancellationToken ct)
    {
        var broker = new RabbitProcess();
        return await broker.OrNothingAsync(broker.StartOnceAsync(ct));
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is { } script)
        {
            script.Kill(entireProcessTree: true);
            await script.WaitForExitAsync(CancellationToken.None);
            script.Dispose();
            await StopNamesAsync();
        }
        _folder.Delete(recursive: true);
    }

    private async Task StartOnceAsync(CancellationToken ct)
    {
        _script = Process.Start(ToRun(Program)) ?? throw new InvalidOperationException("RabbitMQ was not started.");
        Forget(_script);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(ct))
        {
            if (_script.HasExited || Stopwatch.GetElapsedTime(started) > TimeToStart)
                throw new InvalidOperationException("RabbitMQ does not start.");
            await timer.WaitForNextTickAsync(ct);
        }
        _processId = int.Parse(await File.ReadAllTextAsync(InFolder("pid"), ct), CultureInfo.InvariantCulture);
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync(ct);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    /// <summary>Stops Erlang's name server (epmd). It was started with RabbitMQ and would stay.</summary>
    private async Task StopNamesAsync()
    {
        try
        {
            var stop = ToRun("epmd");
            stop.ArgumentList.Add("-kill");
            using var process = Process.Start(stop)!;
            Forget(process);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (Win32Exception missing)
        {
            await Console.Error.WriteLineAsync($"epmd may still run: {missing.Message}");
        }
    }

    private ProcessStartInfo ToRun(string program) => new(program)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        Environment =
        {
            ["HOME"] = _folder.FullName,
            ["RABBITMQ_NODENAME"] = string.Create(CultureInfo.InvariantCulture, $"bench{_port}@localhost"),
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = LocalPort.TakeFree().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = InFolder("data"),
            ["RABBITMQ_LOG_BASE"] = InFolder("log"),
            ["RABBITMQ_PID_FILE"] = InFolder("pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InFolder("enabled_plugins"),
            ["ERL_EPMD_PORT"] = _namesPort.ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        },
    };

    private static void Forget(Process process)
    {
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}
