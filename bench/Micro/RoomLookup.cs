using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Benchmarks.Servers;
using RoomChat.Contracts;
using RoomChat.Realtime;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Benchmarks.Micro;

/// <summary>Finds one open room among many, as every join does.</summary>
public class RoomLookup
{
    private readonly List<RoomLease> _open = [];
    private RedisProcess? _redis;
    private IHost? _host;
    private RoomFeeds? _feeds;
    private RoomId? _roomId;

    /// <summary>The number of open rooms.</summary>
    [Params(100, 10_000)]
    public int Rooms { get; set; }

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _redis = await RedisProcess.StartAsync(CancellationToken.None);
        var builder = ServicesOnRedis.CreateBuilder(_redis.ConnectionString);
        builder.AddRooms();
        _host = builder.Build();
        _feeds = _host.Services.GetRequiredService<RoomFeeds>();
        for (var room = 0; room < Rooms; room++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"room-{room}");
            _open.Add(await _feeds.AcquireAsync(RoomId.Parse(name, provider: null), CancellationToken.None));
        }
        _roomId = _open[Rooms / 2].Feed.RoomId;
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        foreach (var lease in _open) await lease.DisposeAsync();
        _open.Clear();
        _host?.Dispose();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    /// <summary>Acquires a lease of an open room and releases it.</summary>
    [Benchmark]
    public async Task AcquireAndReleaseAsync()
    {
        await using var lease = await _feeds!.AcquireAsync(_roomId!, CancellationToken.None);
    }
}
