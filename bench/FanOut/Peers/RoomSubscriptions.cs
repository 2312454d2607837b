using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>Subscribes to a room's channel when its first member comes, as SignalR's own Redis backplane does with its groups.</summary>
/// <param name="redis">Where the room log announces.</param>
/// <param name="onMessage">Gets a room and an announcement; one at a time and in order for a room.</param>
internal sealed class RoomSubscriptions(IConnectionMultiplexer redis, Func<string, ReadOnlyMemory<byte>, Task> onMessage)
{
    private readonly Dictionary<string, Task> _rooms = new(StringComparer.Ordinal);

    /// <summary>Completes when what is announced in the room from now on will be heard.</summary>
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
