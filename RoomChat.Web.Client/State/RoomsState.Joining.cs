using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// Joining, joining again and leaving rooms.
public sealed partial class RoomsState
{
    private readonly Dictionary<RoomId, Task<RoomState>> _entering = [];
    private List<RoomId>? _toEnter;

    /// <summary>
    /// Joins a room if needed, and opens it. Returns the reason when the server refuses; else null.
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
            Joining = null;   // so that joining the next room does not wait for the list
            await RefreshAsync(ct);
            return null;
        }
        catch (RoomChatException e)
        {
            return $"{_words().CouldNotJoin(TitleOf(roomId))} {e.Message}";
        }
        catch (ObjectDisposedException)
        {
            return null;   // the user signed out meanwhile
        }
        finally
        {
            if (Joining == roomId) Joining = null;
            _changed();
        }
    }

    /// <summary>Leaves a room. If it was the current room, opens another joined room.</summary>
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
    /// Joins the stored rooms again. A retryable failure is retried at the next call. No room is removed from the storage.
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

    // A room that the user marked as unread stays unread after a reload.
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
        // The user may choose a room that RestoreAsync is joining now.
        if (!_entering.TryGetValue(roomId, out var entering)) _entering[roomId] = entering = EnterAnewAsync(roomId, ct);
        return entering;
    }

    private async Task<RoomState> EnterAnewAsync(RoomId roomId, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            // Loaded again here: the user may have written in another tab, or before the page had started.
            var remembered = await _memory.LoadRoomAsync(roomId);
            var opened = Find(roomId);
            var subscription = await _client.JoinAsync(roomId, since: null, ct);
            if (opened is not null && !Joined.Contains(opened))
            {
                await subscription.LeaveAsync(ct);   // the user left the room meanwhile
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
            // Not awaited: it ends when the room is left, and shows its own errors.
            _ = FollowAsync(room, subscription, () => _ = _outgoing.SendRestoredAsync(room, remembered.Unsent), ct);
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
        // At the end of the session or the connection, rooms stay as they are, to be joined again.
        if (ct.IsCancellationRequested || refusal is null || _client.State is ConnectionState.Closed) return;
        _toasts.Show($"{_words().NoLongerIn(TitleOf(room.RoomId))} {refusal.Message}");
        // The user's role has changed, so the created rooms are loaded again.
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
