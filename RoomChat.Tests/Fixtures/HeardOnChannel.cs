using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;

namespace RoomChat.Tests.Fixtures;

/// <summary>Keeps the messages and events of a channel. A message counts when it is flushed.</summary>
internal sealed class HeardOnChannel : IRoomListener
{
    private readonly ConcurrentQueue<LoggedMessage> _held = new();

    internal ConcurrentQueue<LoggedMessage> Messages { get; } = new();

    internal ConcurrentQueue<string> Events { get; } = new();

    /// <summary>Opens the real channel on a Redis of the tests.</summary>
    internal static RedisRoomChannel Open(
        IConnectionMultiplexer redis, RoomChannelOptions? options = null, ConfigurationOptions? connection = null) => new(
        redis, connection ?? ConfigurationOptions.Parse(redis.Configuration),
        Options.Create(options ?? new RoomChannelOptions()), TimeProvider.System,
        NullLogger<RedisRoomChannel>.Instance);

    public void Hear(LoggedMessage message) => _held.Enqueue(message);

    public void HearEvent(ReadOnlyMemory<byte> frame) => Events.Enqueue(Encoding.UTF8.GetString(frame.Span));

    public void Flush()
    {
        while (_held.TryDequeue(out var message)) Messages.Enqueue(message);
    }
}
