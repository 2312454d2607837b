using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using RoomChat.AppHost;
using StackExchange.Redis;

namespace RoomChat.Tests.Fixtures;

/// <summary>The embedded Redis with the AppHost's arguments, in its own process. Port and data stay the same after a restart.</summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = TestFolder.Create("roomchat-redis-");
    private readonly ConcurrentQueue<string> _output = new();
    private readonly int _port = FreePort.Take();
    private Process? _process;

    private RedisProcess() { }

    /// <summary>The port, which stays the same after a restart.</summary>
    internal int Port => _port;

    /// <summary>Reconnects without limit, as the services do, but with short timeouts, so that tests of a restart are short.</summary>
    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"127.0.0.1:{_port},abortConnect=false,connectTimeout=1000,asyncTimeout=15000,syncTimeout=15000");

    public static async Task<RedisProcess> StartAsync()
    {
        var redis = new RedisProcess();
        await redis.RestartAsync();
        return redis;
    }

    /// <summary>Starts or restarts it, and waits until it answers. Acknowledged data is kept.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        var start = new ProcessStartInfo(RunningDotnet.Path)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
            Environment = { ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" },
        };
        string[] arguments =
        [
            EmbeddedRedisExtensions.Program, "--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture),
            "--lua", "--lua-transaction-mode", "--memory", "128m", "--index", "16m", "--minthreads", "64",
            "--aof", "--aof-commit-freq", "0", "--aof-commit-wait",
            "--device-type", "RandomAccess", "--checkpointdir", _folder.FullName, "--recover",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("Redis was not started.");
        TestHostGuard.Watch(_process);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.Holds(AnswersAsync, "Redis answers a PING");
    }

    /// <summary>Restarts it without its data.</summary>
    internal async Task RestartEmptyAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
        _folder.Create();
        await RestartAsync();
    }

    /// <summary>Copies the data, for <see cref="RestartFromAsync"/>. Kills the process first and restarts it afterwards.</summary>
    internal async Task<DirectoryInfo> CopyAsync()
    {
        await KillAsync();
        var copy = new DirectoryInfo(_folder.FullName + "-copy");
        Copy(_folder, copy);
        await RestartAsync();
        return copy;
    }

    /// <summary>Restarts it with an older copy, as after a failover to a replica that was behind. Deletes the copy.</summary>
    internal async Task RestartFromAsync(DirectoryInfo copy)
    {
        await KillAsync();
        _folder.Delete(recursive: true);
        Copy(copy, _folder);
        copy.Delete(recursive: true);
        await RestartAsync();
    }

    /// <summary>Kills it without a clean shutdown.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        TestHostGuard.Forget(process.Id);
        process.Dispose();
    }

    /// <summary>A new connection for the caller.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync() => await ConnectionMultiplexer.ConnectAsync(ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        to.Create();
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories()) Copy(folder, new DirectoryInfo(Path.Combine(to.FullName, folder.Name)));
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited) Assert.Fail($"Redis ended with code {_process.ExitCode}:\n{string.Join('\n', _output)}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            await client.GetStream().WriteAsync("*1\r\n$4\r\nPING\r\n"u8.ToArray());
            var answer = new byte["+PONG\r\n"u8.Length];
            await client.GetStream().ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return false;
        }
    }
}
