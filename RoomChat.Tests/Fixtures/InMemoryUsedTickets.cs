using System.Collections.Concurrent;
using RoomChat.Messaging.Tickets;

namespace RoomChat.Tests.Fixtures;

/// <summary>In-memory fake of the list in Redis; entries do not expire.</summary>
internal sealed class InMemoryUsedTickets : IUsedTickets
{
    private readonly ConcurrentDictionary<string, byte> _used = new(StringComparer.Ordinal);

    /// <summary>While true, every call fails as when Redis does not answer.</summary>
    internal bool IsAway { get; set; }

    public Task<bool> TryUseAsync(string id, TimeSpan keep, CancellationToken ct) =>
        IsAway ? throw new TimeoutException("The list is away.") : Task.FromResult(_used.TryAdd(id, 0));
}
