using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// The rooms before the connection is up, and their storage for the next start without a network.
public sealed partial class RoomsState
{
    private const int MostKept = 50;
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(2);

    private readonly Dictionary<RoomId, long> _keptTo = [];
    private bool _isOver;

    /// <summary>Whether the stored rooms are shown.</summary>
    public bool AreOpen { get; private set; }

    /// <summary>Shows the stored rooms and messages. The rooms are joined when the connection is up.</summary>
    /// <param name="wanted">The room in the page's address; null for the last current room.</param>
    internal async Task OpenKeptAsync(RoomId? wanted)
    {
        await LoadPreferencesAsync();
        var remembered = await _memory.LoadRoomsAsync();
        var names = remembered.Joined.Select(name => RoomId.TryParse(name, out var roomId) ? roomId : null).OfType<RoomId>();
        var rooms = names.ToList();
        foreach (var roomId in wanted is null ? rooms : rooms.Union([wanted]))
        {
            if (Find(roomId) is null) Joined = [.. Joined, await OpenAsync(roomId)];
        }

        // The room that the user waits for is joined first.
        _toEnter = wanted is null ? rooms : [wanted, .. rooms.Where(roomId => roomId != wanted)];
        AreOpen = true;
        if (Current is null && (wanted?.Value ?? remembered.Current) is { } name
            && Joined.FirstOrDefault(room => room.RoomId.Value == name) is { } current)
        {
            await LookAgainAsync(current);
        }

        _changed();
    }

    /// <summary>Stores the newest messages of each room every two seconds, until it is cancelled.</summary>
    internal async Task KeepMessagesAsync(TimeProvider time, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(KeepEvery, time);
        while (await timer.WaitForNextTickAsync(ct)) await KeepMessagesAsync();
    }

    /// <summary>Stores the newest messages now. Also called when the page is hidden, because it may be closed next.</summary>
    internal async Task KeepMessagesAsync()
    {
        foreach (var room in Joined)
        {
            if (_isOver) return;
            if (room.Newest == _keptTo.GetValueOrDefault(room.RoomId)) continue;
            _keptTo[room.RoomId] = room.Newest;
            await _memory.SaveKeptAsync(room.RoomId, room.ToKeep(MostKept));
        }
    }

    /// <summary>Stops storing messages at the end of the session, also in calls that are running.</summary>
    internal void StopKeeping() => _isOver = true;

    /// <summary>Shows and sends messages that the user wrote before the page had started.</summary>
    internal async Task TakeUnsentAsync()
    {
        if (Current is not { } room) return;
        var remembered = await _memory.LoadRoomAsync(room.RoomId);
        _outgoing.Restore(room, remembered.Unsent);
        // If the room is not joined yet, they are sent after joining.
        if (room.Subscription is not null) await _outgoing.SendRestoredAsync(room, remembered.Unsent);
    }

    private async Task<RoomState> OpenAsync(RoomId roomId)
    {
        var remembered = await _memory.LoadRoomAsync(roomId);
        var room = new RoomState(roomId, Names, _user.Id) { Draft = remembered.Draft };
        room.TakeKept(await _memory.LoadKeptAsync(roomId));
        _keptTo[roomId] = room.Newest;
        _outgoing.Restore(room, remembered.Unsent);
        room.IsLoading = true;   // until history is loaded
        return room;
    }
}
