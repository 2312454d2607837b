using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// The distribution's Redis, for features that the embedded one lacks: clusters, sharded channels, users, TLS. Tests that need it
/// are skipped where it is not installed.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    private RedisServer(Process process, int port) => (_process, Port) = (process, port);

    internal int Port { get; }

    internal EndPoint EndPoint => new IPEndPoint(IPAddress.Loopback, Port);

    /// <summary>The connection string of the tests for one or more servers.</summary>
    internal static string ConnectionString(IEnumerable<RedisServer> servers) =>
        string.Join(',', servers.Select(server => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Port}")))
        + ",abortConnect=false,connectTimeout=2000,asyncTimeout=5000,syncTimeout=5000";

    /// <summary>Skips the test if redis-server is not installed.</summary>
    internal static void SkipWhenMissing() =>
        Assert.SkipWhen(Program is null, "There is no redis-server on the PATH (Debian, Ubuntu: 'apt-get install redis-server').");

    /// <summary>Starts a server without persistence, and waits until it listens.</summary>
    /// <param name="arguments">More arguments. They set the port if it is not a plain TCP port.</param>
    /// <param name="port">The port; null for a free one.</param>
    internal static async Task<RedisServer> StartAsync(IEnumerable<string> arguments, int? port = null)
    {
        SkipWhenMissing();
        var listening = port ?? FreePort.Take();
        var start = new ProcessStartInfo(Program!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath()
        };
        string[] all =
        [
            "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--port", listening.ToString(CultureInfo.InvariantCulture), .. arguments
        ];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        var server = new RedisServer(
            Process.Start(start) ?? throw new InvalidOperationException("redis-server was not started."), listening);
        TestHostGuard.Watch(server._process);
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await Eventually.Holds(server.ListensAsync, "redis-server listens");
        return server;
    }

    internal async Task<IConnectionMultiplexer> ConnectAsync(string settings = "") =>
        await ConnectionMultiplexer.ConnectAsync(ConnectionString([this]) + settings);

    /// <summary>Kills it without a clean shutdown.</summary>
    internal async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        TestHostGuard.Forget(_process.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }

    private async Task<bool> ListensAsync()
    {
        if (_process.HasExited) Assert.Fail($"redis-server ended with code {_process.ExitCode}:\n{string.Join('\n', _output)}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
