using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// The user's preferences for rooms, and the rooms joined in this browser.
public sealed partial class RoomsState
{
    /// <summary>The default retention time of the server's logs.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(7);

    private readonly Dictionary<RoomId, RoomPreference> _preferences = [];
    private Dictionary<string, DateTimeOffset>? _seen;

    /// <summary>The user's preference for a room.</summary>
    public RoomPreference Preference(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        return _preferences.GetValueOrDefault(roomId, RoomPreference.Default);
    }

    /// <summary>Sets and stores the preference for a room.</summary>
    public async Task PreferAsync(RoomId roomId, RoomPreference preference)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        Take(roomId, preference);
        await _memory.SavePreferenceAsync(roomId, preference);
    }

    /// <summary>Takes a preference that another tab has changed.</summary>
    public async Task TakePreferenceAsync(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        Take(roomId, await _memory.LoadPreferenceAsync(roomId));
    }

    internal async Task LoadPreferencesAsync()
    {
        foreach (var (roomId, preference) in await _memory.LoadPreferencesAsync()) _preferences[roomId] = preference;
        _seen = await _memory.LoadKnownAsync();
        TakeKnown();
    }

    private void Take(RoomId roomId, RoomPreference preference)
    {
        _preferences[roomId] = preference;
        _directory.Touch();
        _changed();
    }

    // The server does not list a room without members, although its log still has messages.
    private async Task KeepKnownAsync()
    {
        if (_seen is not { } seen) return;
        var now = _time.GetUtcNow();
        var isNew = false;
        foreach (var room in Joined)
        {
            // Written at most once a day for each room, and not at each refresh.
            if (seen.TryGetValue(room.RoomId.Value, out var at) && now - at < TimeSpan.FromDays(1)) continue;
            seen[room.RoomId.Value] = now;
            isNew = true;
        }

        var old = seen.Where(room => now - room.Value > KnownFor).Select(room => room.Key).ToList();
        foreach (var name in old) seen.Remove(name);
        if (!isNew && old.Count == 0) return;
        TakeKnown();
        await _memory.SaveKnownAsync(seen);
    }

    private void TakeKnown() =>
        _directory.TakeKnown([.. (_seen?.Keys ?? Enumerable.Empty<string>())
            .Select(name => RoomId.TryParse(name, out var id) && !id.IsAll ? id : null).OfType<RoomId>()]);
}
