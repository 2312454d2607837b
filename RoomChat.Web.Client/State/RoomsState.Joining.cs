using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// How rooms are entered, entered again, and left.
public sealed partial class RoomsState
{
    private readonly Dictionary<RoomId, Task<RoomState>> _entering = [];
    private List<RoomId>? _toEnter;

    /// <summary>
    /// Joins a room and looks at it; one that is joined already is only looked at. The reason when the server refuses; null when it does
    /// not.
    /// </summary>
    public async Task<string?> JoinAsync(RoomId roomId, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        if (Find(roomId) is { } joined)
        {
            await LookAtAsync(joined);
            return null;
        }

        if (Joining is { } other) return _words().StillJoining(other.Value);
        Joining = roomId;
        _changed();
        try
        {
            await LookAtAsync(await EnterAsync(roomId, ct));
            Joining = null;   // the next room need not wait for the list
            await RefreshAsync(ct);
            return null;
        }
        catch (RoomChatException e)
        {
            return $"{_words().CouldNotJoin(TitleOf(roomId))} {e.Message}";
        }
        catch (ObjectDisposedException)
        {
            return null;   // signed out meanwhile
        }
        finally
        {
            if (Joining == roomId) Joining = null;
            _changed();
        }
    }

    /// <summary>Leaves a room; the next one is looked at.</summary>
    public async Task LeaveAsync(RoomState room, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(room);
        await _memory.ForgetJoinedAsync(room.RoomId);
        await _memory.ForgetKeptAsync(room.RoomId);
        _toEnter?.Remove(room.RoomId);
        await DropAsync(room);
        _toasts.Show(_words().YouLeft(TitleOf(room.RoomId)), _words().Undo, () => JoinAsync(room.RoomId, ct));
        try
        {
            if (room.Subscription is { } subscription) await subscription.LeaveAsync(ct);
        }
        catch (RoomChatException e)
        {
            _toasts.Show(e.Message);
        }

        await RefreshAsync(ct);
    }

    /// <summary>
    /// Joins the remembered rooms again. One that cannot be joined for the moment is tried at the next call; none is forgotten.
    /// </summary>
    internal async Task RestoreAsync(CancellationToken ct)
    {
        if (_toEnter is null) return;
        foreach (var roomId in _toEnter.ToArray())
        {
            try
            {
                if (Find(roomId)?.Subscription is null) await EnterAsync(roomId, ct);
                _toEnter.Remove(roomId);
            }
            catch (RoomChatException e)
            {
                if (!e.MayRetry)
                {
                    _toEnter.Remove(roomId);
                    if (Find(roomId) is { } refused) await DropAsync(refused);
                }

                _toasts.Show($"{_words().CouldNotJoinAgain(TitleOf(roomId))} {e.Message}");
            }
        }
    }

    // A room that was made unread stays so over a reload.
    private async Task LookAgainAsync(RoomState room)
    {
        var isKept = await _memory.LoadKeptUnreadAsync(room.RoomId);
        if (!isKept)
        {
            await LookAtAsync(room);
            return;
        }

        Current = room;
        room.StartLooking();
        room.IsKeptUnread = true;
        _changed();
    }

    private Task<RoomState> EnterAsync(RoomId roomId, CancellationToken ct)
    {
        // The user may choose a room that is just being entered again.
        if (!_entering.TryGetValue(roomId, out var entering)) _entering[roomId] = entering = EnterAnewAsync(roomId, ct);
        return entering;
    }

    private async Task<RoomState> EnterAnewAsync(RoomId roomId, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            // What was written before, in another tab or before the page was there, is read again now.
            var remembered = await _memory.LoadRoomAsync(roomId);
            var opened = Find(roomId);
            var subscription = await _client.JoinAsync(roomId, since: null, ct);
            if (opened is not null && !Joined.Contains(opened))
            {
                await subscription.LeaveAsync(ct);   // the user was quicker
                return opened;
            }

            var room = opened ?? new RoomState(roomId, Names, _user.Id) { Draft = remembered.Draft };
            room.Subscription = subscription;
            if (subscription.Position is { } head) room.StartReading(head, remembered.ReadTo);
            _outgoing.Restore(room, remembered.Unsent);
            if (opened is null) Joined = [.. Joined, room];
            if (room == Current) await LookAgainAsync(room);
            await _memory.SaveJoinedAsync(roomId);
            if (remembered.ReadTo is null) await SaveReadAsync(room);
            _ = FollowAsync(room, subscription, () => _ = _outgoing.SendRestoredAsync(room, remembered.Unsent), ct);   // ends, and tells its end, by itself
            return room;
        }
        finally
        {
            _entering.Remove(roomId);
        }
    }

    private async Task FollowAsync(RoomState room, RoomSubscription subscription, Action onLoaded, CancellationToken ct)
    {
        var refusal = await _follower.FollowAsync(room, subscription, onLoaded, ct);
        // When the session or the whole chat has ended, rooms stay as they are, to be entered again.
        if (ct.IsCancellationRequested || refusal is null || _client.State is ConnectionState.Closed) return;
        _toasts.Show($"{_words().NoLongerIn(TitleOf(room.RoomId))} {refusal.Message}");
        // What the user is there has changed.
        _createdAt = null;
        if (Joined.Contains(room)) await DropAsync(room);
    }

    private async Task DropAsync(RoomState room)
    {
        Joined = [.. Joined.Where(other => other != room)];
        if (Current == room) await LookAtAsync(Joined.Count > 0 ? Joined[0] : null);
        else _changed();
    }
}
