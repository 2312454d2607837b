using RoomChat.Contracts;
using RoomChat.Messaging.Push;

namespace RoomChat.Tests.Fixtures;

/// <summary>In-memory fake of the subscriptions in Redis, without their limits.</summary>
internal sealed class InMemoryPushSubscriptions : IPushSubscriptions
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, (PushSubscription Subscription, IReadOnlyList<PushWish> Rooms)> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<(RoomId, RoomPosition)> _claimed = [];

    /// <summary>The number of calls to <see cref="FindAsync"/>.</summary>
    internal int Reads { get; private set; }

    /// <summary>The number of claimed messages.</summary>
    internal int Claims
    {
        get
        {
            lock (_sync) return _claimed.Count;
        }
    }

    internal IReadOnlyList<(PushSubscription Subscription, IReadOnlyList<PushWish> Rooms)> Kept
    {
        get
        {
            lock (_sync) return [.. _kept.Values];
        }
    }

    public Task SaveAsync(PushSubscription subscription, IReadOnlyList<PushWish> rooms, CancellationToken ct)
    {
        lock (_sync)
        {
            if (rooms.Count == 0) _kept.Remove(subscription.Id);
            else _kept[subscription.Id] = (subscription, rooms);
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(PushSubscription subscription, CancellationToken ct) => SaveAsync(subscription, [], ct);

    public Task<IReadOnlyList<PushTarget>> FindAsync(RoomId roomId, CancellationToken ct)
    {
        lock (_sync)
        {
            Reads++;
            var found = _kept.Values.SelectMany(kept => kept.Rooms
                .Where(room => room.RoomId == roomId)
                .Select(room => new PushTarget(kept.Subscription, room.MentionsOnly)));
            return Task.FromResult<IReadOnlyList<PushTarget>>([.. found]);
        }
    }

    public Task<bool> TryClaimAsync(RoomId roomId, RoomPosition position, CancellationToken ct)
    {
        lock (_sync) return Task.FromResult(_claimed.Add((roomId, position)));
    }
}
