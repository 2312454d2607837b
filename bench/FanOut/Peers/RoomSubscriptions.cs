using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>Subscribes to a room's channel at its first join, as SignalR's Redis backplane does for groups.</summary>
/// <param name="redis">The Redis of the room log's announcements.</param>
/// <param name="onMessage">Called with a room and an announcement, for each room in order and one at a time.</param>
internal sealed class RoomSubscriptions(IConnectionMultiplexer redis, Func<string, ReadOnlyMemory<byte>, Task> onMessage)
{
    private readonly Dictionary<string, Task> _rooms = new(StringComparer.Ordinal);

    /// <summary>Completes when the subscription of the room is active.</summary>
    public Task EnsureAsync(string room)
    {
        lock (_rooms)
        {
            if (!_rooms.TryGetValue(room, out var subscribing)) _rooms[room] = subscribing = SubscribeAsync(room);
            return subscribing;
        }
    }

    private async Task SubscribeAsync(string room)
    {
        var queue = await redis.GetSubscriber().SubscribeAsync(RoomKeys.Channel(RoomId.Parse(room, provider: null)));
        queue.OnMessage(heard => onMessage(room, (byte[])heard.Message!));
    }
}
