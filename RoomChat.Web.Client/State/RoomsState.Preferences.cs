using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// What the user wants of rooms, and which rooms this browser knows.
public sealed partial class RoomsState
{
    /// <summary>As long as a log keeps messages, unless the server is set otherwise.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(7);

    private readonly Dictionary<RoomId, RoomPreference> _preferences = [];
    private Dictionary<string, DateTimeOffset>? _seen;

    /// <summary>What the user wants of a room.</summary>
    public RoomPreference Preference(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        return _preferences.GetValueOrDefault(roomId, RoomPreference.Default);
    }

    /// <summary>The user wants something else of a room.</summary>
    public async Task PreferAsync(RoomId roomId, RoomPreference preference)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        Take(roomId, preference);
        await _memory.SavePreferenceAsync(roomId, preference);
    }

    /// <summary>What is wanted of a room was changed in another tab.</summary>
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

    // The server forgets a room that nobody is in, although its messages are kept.
    private async Task KeepKnownAsync()
    {
        if (_seen is not { } seen) return;
        var now = _time.GetUtcNow();
        var isNew = false;
        foreach (var room in Joined)
        {
            // A day is exact enough: not each refresh is to be written.
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
        _directory.TakeKnown([.. (_seen?.Keys ?? Enumerable.Empty<string>()).Select(name => RoomId.TryParse(name, out var id) && !id.IsAll ? id : null).OfType<RoomId>()]);
}
