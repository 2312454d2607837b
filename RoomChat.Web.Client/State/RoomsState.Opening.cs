using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// The rooms before there is a connection, and what is kept of them for the next start without one.
public sealed partial class RoomsState
{
    private const int MostKept = 50;
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(2);

    private readonly Dictionary<RoomId, long> _keptTo = [];
    private bool _isOver;

    /// <summary>Whether the remembered rooms are shown.</summary>
    public bool AreOpen { get; private set; }

    /// <summary>Shows the remembered rooms with what is kept of them. They are joined when there is a connection.</summary>
    /// <param name="wanted">The room that the page's address names; null for the one looked at last.</param>
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

        // The room that is waited for is entered first.
        _toEnter = wanted is null ? rooms : [wanted, .. rooms.Where(roomId => roomId != wanted)];
        AreOpen = true;
        if (Current is null && (wanted?.Value ?? remembered.Current) is { } name && Joined.FirstOrDefault(room => room.RoomId.Value == name) is { } current)
            await LookAgainAsync(current);
        _changed();
    }

    /// <summary>Keeps the newest messages of each room as they come, until it is cancelled.</summary>
    internal async Task KeepMessagesAsync(TimeProvider time, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(KeepEvery, time);
        while (await timer.WaitForNextTickAsync(ct)) await KeepMessagesAsync();
    }

    /// <summary>Keeps the newest messages now: the page may be closed next.</summary>
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

    /// <summary>The session is over: nothing is kept any more, also by what is under way.</summary>
    internal void StopKeeping() => _isOver = true;

    /// <summary>Takes messages that were written before the page was there, and sends them.</summary>
    internal async Task TakeUnsentAsync()
    {
        if (Current is not { } room) return;
        var remembered = await _memory.LoadRoomAsync(room.RoomId);
        _outgoing.Restore(room, remembered.Unsent);
        // Else they are sent when the room is entered.
        if (room.Subscription is not null) await _outgoing.SendRestoredAsync(room, remembered.Unsent);
    }

    private async Task<RoomState> OpenAsync(RoomId roomId)
    {
        var remembered = await _memory.LoadRoomAsync(roomId);
        var room = new RoomState(roomId, Names, _user.Id) { Draft = remembered.Draft };
        room.TakeKept(await _memory.LoadKeptAsync(roomId));
        _keptTo[roomId] = room.Newest;
        _outgoing.Restore(room, remembered.Unsent);
        room.IsLoading = true;   // until its log was asked
        return room;
    }
}
