using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A room's channel as Redis pub/sub. All messages reach the instances on it, and each hop between threads costs more than the message.
/// Hence it has its own readers (<c>docs/decisions/0019-the-channels-have-their-own-reader.md</c>). After a break they subscribe to the
/// same channels again. Announcements missed meanwhile are in the log.
/// </summary>
internal sealed class RedisRoomChannel : IRoomChannel, IDisposable
{
    private readonly IConnectionMultiplexer _redis;
    private readonly RoomChannels _channels;
    private readonly bool _isSharded;
    private readonly ConfigurationOptions _connection;

    public RedisRoomChannel(
        IConnectionMultiplexer redis, ConfigurationOptions connection, IOptions<RoomChannelOptions> options, TimeProvider time,
        ILogger<RedisRoomChannel> logger)
    {
        _redis = redis;
        // The multiplexer sets the default ports only in its own copy.
        _connection = connection.Clone();
        _connection.SetDefaultPorts();
        _isSharded = options.Value.Sharded;
        IChannelPlaces places = _isSharded ? new SlotOwners(redis) : new AnyServer(options.Value.Readers);
        _channels = new RoomChannels(_connection, places, options.Value.Silence, time, logger, () => Restored?.Invoke());
    }

    public event Action? Restored;

    public async Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, IRoomListener listener, CancellationToken ct)
    {
        var subscription = new Subscription(_channels, _channels.Listen(RoomKeys.PrefixedChannel(roomId, _connection), listener), listener);
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
        await _redis.GetDatabase().PublishAsync(RoomKeys.Channel(roomId, _isSharded), payload).WaitAsync(ct);
    }

    public void Dispose() => _channels.Dispose();

    private sealed class Subscription(RoomChannels channels, HeardChannel channel, IRoomListener listener) : IAsyncDisposable
    {
        public HeardChannel Channel => channel;

        public ValueTask DisposeAsync()
        {
            channels.Forget(channel, listener);
            return ValueTask.CompletedTask;
        }
    }
}
