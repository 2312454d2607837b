using RoomChat.Contracts;

namespace RoomChat.Messaging.Instances;

/// <summary>
/// Counts messages by room and by sender until the counts are taken. Bounded: when full, new rooms and senders are not counted.
/// </summary>
public sealed class TalkCounts
{
    /// <summary>Most rooms, and most senders, that are counted between two takes.</summary>
    internal const int MaxKeys = 10_000;

    private readonly Lock _sync = new();
    private Dictionary<string, long> _rooms = new(StringComparer.Ordinal);
    private Dictionary<string, long> _users = new(StringComparer.Ordinal);

    /// <summary>Counts a message of a user or program. Canary messages are ignored.</summary>
    public void Count(ChatMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.RoomId.IsInternal) return;
        lock (_sync)
        {
            Add(_rooms, message.RoomId.Value);
            Add(_users, message.User.Id);
        }
    }

    /// <summary>Returns the largest counts, and resets all counts.</summary>
    public (IReadOnlyList<KeyValuePair<string, long>> Rooms, IReadOnlyList<KeyValuePair<string, long>> Users) Take(int most)
    {
        lock (_sync)
        {
            if (_rooms.Count == 0) return ([], []);
            var (rooms, users) = (_rooms, _users);
            (_rooms, _users) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
            return (Largest(rooms, most), Largest(users, most));
        }
    }

    private static List<KeyValuePair<string, long>> Largest(Dictionary<string, long> counts, int most) =>
        [.. counts.OrderByDescending(count => count.Value).Take(most)];

    private static void Add(Dictionary<string, long> counts, string key)
    {
        if (counts.TryGetValue(key, out var count) || counts.Count < MaxKeys) counts[key] = count + 1;
    }
}
