using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Fixtures;

/// <summary>A Redis and a broker for one test class. Its tests may break them, but must repair them.</summary>
public sealed class OwnBacking : IAsyncLifetime
{
    // The longest lock duration of Service Bus. It exceeds a test's timeout, so a test that waits for a lock to expire fails.
    private static readonly TimeSpan LongLock = TimeSpan.FromMinutes(5);

    private RedisProcess? _redis;
    private EmulatorProcess? _broker;

    public RedisProcess Redis => _redis ?? throw new InvalidOperationException("Redis has not been started.");

    public EmulatorProcess Broker => _broker ?? throw new InvalidOperationException("The broker has not been started.");

    /// <summary>The contents of a room's log.</summary>
    internal async Task<IReadOnlyList<string>> ReadLogAsync(string room)
    {
        await using var connection = await Redis.ConnectAsync();
        var log = new RedisRoomLog(
            connection, Options.Create(new RoomLogOptions()), Options.Create(new RoomChannelOptions()), TimeProvider.System);
        var read = await log.ReadBeforeAsync(RoomId.Parse(room, null), before: null, 1000, TestContext.Current.CancellationToken);
        return [.. read.Messages.Select(logged => logged.Message.Content)];
    }

    public async ValueTask InitializeAsync()
    {
        var topology = new EmulatorTopology().AddTopic(
            RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, requiresSession: true, lockDuration: LongLock);
        var redis = RedisProcess.StartAsync();
        _broker = await EmulatorProcess.StartAsync(topology);
        _redis = await redis;
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
    }
}
