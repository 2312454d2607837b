using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A room's channel as Redis pub/sub, heard by readers of our own (see <c>docs/decisions.md</c>): it is the way of every message to every
/// instance, and each hop between threads on it costs more than the message. After a break they hear the same channels again; what was announced in between is in the log.
/// </summary>
internal sealed class RedisRoomChannel : IRoomChannel, IDisposable
{
    private readonly IConnectionMultiplexer _redis;
    private readonly RoomChannelReader[] _readers;

    public RedisRoomChannel(
        IConnectionMultiplexer redis, ConfigurationOptions connection, IOptions<RoomChannelOptions> options, TimeProvider time,
        ILogger<RedisRoomChannel> logger)
    {
        _redis = redis;
        _readers = new RoomChannelReader[options.Value.Readers];
        for (var i = 0; i < _readers.Length; i++)
            _readers[i] = new RoomChannelReader(connection, options.Value, time, logger, () => Restored?.Invoke());
    }

    public event Action? Restored;

    public async Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, IRoomListener listener, CancellationToken ct)
    {
        var name = RoomKeys.Channel(roomId).ToString();
        var reader = _readers[(uint)StringComparer.Ordinal.GetHashCode(name) % _readers.Length];
        var subscription = new Subscription(reader, reader.Listen(name, listener), listener);
        try
        {
            await subscription.Channel.Stands.WaitAsync(ct);
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }

    public async Task PublishEventAsync(RoomId roomId, ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        byte[] payload = [RoomChannelReader.EventSign, .. frame.Span];
        await _redis.GetDatabase().PublishAsync(RoomKeys.Channel(roomId), payload).WaitAsync(ct);
    }

    public void Dispose()
    {
        foreach (var reader in _readers) reader.Dispose();
    }

    private sealed class Subscription(RoomChannelReader reader, HeardChannel channel, IRoomListener listener) : IAsyncDisposable
    {
        public HeardChannel Channel => channel;

        public ValueTask DisposeAsync()
        {
            reader.Forget(channel, listener);
            return ValueTask.CompletedTask;
        }
    }
}
