using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Benchmarks.Servers;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Benchmarks.Micro;

/// <summary>Appends to a room's log in a real Redis, which announces each message; there and back.</summary>
public class AppendScript
{
    private static readonly RoomId Room = RoomId.Parse("general", provider: null);
    private static readonly ChatUser Speaker = new("user-1f", "Ann");
    private readonly string _content = new('x', 100);
    private RedisProcess? _redis;
    private IHost? _host;
    private IRoomLog? _log;
    private long _number;

    /// <summary>Messages in one call.</summary>
    [Params(1, 32)]
    public int Batch { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        _redis = await RedisProcess.StartAsync(CancellationToken.None);
        _host = ServicesOnRedis.CreateBuilder(_redis.ConnectionString).Build();
        _log = _host.Services.GetRequiredService<IRoomLog>();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _host?.Dispose();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    /// <summary>New messages; once the log is full, as many old ones go.</summary>
    [Benchmark]
    public Task AppendAsync()
    {
        var messages = new ChatMessage[Batch];
        for (var index = 0; index < Batch; index++)
            messages[index] = new ChatMessage(string.Create(CultureInfo.InvariantCulture, $"{_number++:x16}"), Room, _content, DateTimeOffset.UnixEpoch, Speaker);
        return _log!.AppendAsync(messages, CancellationToken.None);
    }
}
