using System.Globalization;
using System.Net.Sockets;
using System.Reflection;

namespace RoomChat.Benchmarks.Servers;

/// <summary>
/// The embedded Redis, initially empty. It has the AppHost's arguments, except that it answers before its log is written. No benchmark
/// kills it, and with that wait the disk's speed would dominate the figures.
/// </summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    /// <summary>The path of Garnet, written by the project file.</summary>
    private static readonly string Program = typeof(RedisProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "GarnetServer").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-redis-");
    private readonly int _port = LocalPort.TakeFree();
    private readonly DotnetProcess _process;

    private RedisProcess(string[] more) => _process = new DotnetProcess(
        Program,
        [
            "--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture),
            "--lua", "--lua-transaction-mode", "--memory", "128m", "--index", "16m", "--minthreads", "64",
            "--aof", "--aof-commit-freq", "0", "--device-type", "RandomAccess", "--checkpointdir", _folder.FullName, "--recover",
            .. more,
        ],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" });

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port},abortConnect=false");

    /// <inheritdoc cref="DotnetProcess.CpuTime"/>
    public TimeSpan CpuTime => _process.CpuTime;

    /// <param name="ct">Cancels the start.</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<RedisProcess> StartAsync(CancellationToken ct, params string[] more)
    {
        var redis = new RedisProcess(more);
        return await redis.OrNothingAsync(redis._process.StartAsync(redis.AnswersAsync, ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port, ct);
            await client.GetStream().WriteAsync("*1\r\n$4\r\nPING\r\n"u8.ToArray(), ct);
            var answer = new byte["+PONG\r\n"u8.Length];
            await client.GetStream().ReadExactlyAsync(answer, ct);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return false;
        }
    }
}
