using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Benchmarks.Servers;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Benchmarks.Micro;

/// <summary>The round trip of an append to a room's log in a real Redis. The script also announces each message.</summary>
public class AppendScript
{
    private static readonly RoomId Room = RoomId.Parse("general", provider: null);
    private static readonly ChatUser Speaker = new("user-1f", "Ann");
    private readonly string _content = new('x', 100);
    private RedisProcess? _redis;
    private IHost? _host;
    private IRoomLog? _log;
    private long _number;

    /// <summary>Messages per call.</summary>
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

    /// <summary>Appends new messages. A full log drops as many old ones.</summary>
    [Benchmark]
    public Task AppendAsync()
    {
        var messages = new ChatMessage[Batch];
        for (var index = 0; index < Batch; index++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{_number++:x16}");
            messages[index] = new ChatMessage(id, Room, _content, DateTimeOffset.UnixEpoch, Speaker);
        }
        return _log!.AppendAsync(messages, CancellationToken.None);
    }
}
