using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.Messaging.Names;

namespace RoomChat.Tests.Fixtures;

/// <summary>In-memory fake of the names in Redis.</summary>
internal sealed class InMemoryRegisteredNames : IRegisteredNames
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly List<(string Shape, string SessionId)> _guests = [];

    /// <summary>While true, every call fails as when Redis does not answer.</summary>
    internal bool IsAway { get; set; }

    public Task RegisterAsync(UserName name, string ownerId, CancellationToken ct)
    {
        lock (_sync)
        {
            Answer();
            if (ownerId.StartsWith(ChatUser.ProgramPrefix, StringComparison.Ordinal)) _owners[name.Shape] = ownerId;
            else _owners.TryAdd(name.Shape, ownerId);
            return Task.CompletedTask;
        }
    }

    public Task<string?> FindOwnerAsync(UserName name, CancellationToken ct)
    {
        lock (_sync)
        {
            Answer();
            return Task.FromResult(_owners.GetValueOrDefault(name.Shape));
        }
    }

    public Task NoteGuestAsync(UserName name, string sessionId, TimeSpan keep, CancellationToken ct)
    {
        lock (_sync)
        {
            Answer();
            _guests.Add((name.Shape, sessionId));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<string>> TakeGuestsAsync(UserName name, CancellationToken ct)
    {
        lock (_sync)
        {
            Answer();
            List<string> taken = [.. _guests.Where(guest => guest.Shape == name.Shape).Select(guest => guest.SessionId)];
            _guests.RemoveAll(guest => guest.Shape == name.Shape);
            return Task.FromResult<IReadOnlyList<string>>(taken);
        }
    }

    private void Answer()
    {
        if (IsAway) throw new TimeoutException("The names are away.");
    }
}
