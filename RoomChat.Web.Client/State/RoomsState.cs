using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

/// <summary>The rooms of a signed-in user: those joined, the one looked at, and those that can be joined.</summary>
public sealed class RoomsState
{
    private const int MaxAnnouncements = 100;

    /// <summary>Shown even when nobody is in them, so that a newcomer has somewhere to go.</summary>
    private static readonly RoomId[] Suggested = [.. new[] { "general", "dev", "random" }.Select(name => RoomId.Parse(name, null))];

    private readonly RoomChatClient _client;
    private readonly IRoomMemory _memory;
    private readonly ToastTray _toasts;
    private readonly Action _changed;
    private readonly RoomFollower _follower;
    private readonly RoomState _announcements = new(RoomId.All);
    private IReadOnlyDictionary<string, int>? _members;

    internal RoomsState(
        RoomChatClient client, ChatApi api, IRoomMemory memory, ToastTray toasts, TimeProvider time, Func<bool> isPageVisible, Action changed)
    {
        (_client, _memory, _toasts, _changed) = (client, memory, toasts, changed);
        _follower = new RoomFollower(api, toasts, time, room => room == Current && isPageVisible(), changed);
    }

    /// <summary>The joined rooms, first joined first.</summary>
    public IReadOnlyList<RoomState> Joined { get; private set; } = [];

    /// <summary>The room looked at; null for none.</summary>
    public RoomState? Current { get; private set; }

    /// <summary>The room that is being joined; null for none.</summary>
    public RoomId? Joining { get; private set; }

    /// <summary>The latest messages to everyone.</summary>
    public IEnumerable<MessageEntry> Announcements => _announcements.Entries.TakeLast(MaxAnnouncements);

    /// <summary>Unread messages in all joined rooms.</summary>
    public int Unread => Joined.Sum(room => room.Unread);

    /// <summary>Members of a room; null while the server has not told.</summary>
    public int? Members(RoomId roomId) => _members is null ? null : _members.GetValueOrDefault(roomId.Value);

    /// <summary>The joined rooms, then the others with the liveliest first.</summary>
    public IReadOnlyList<ListedRoom> Listed
    {
        get
        {
            var joined = Joined.Select(room => new ListedRoom(room.RoomId, Members(room.RoomId), room));
            var known = (_members?.Keys ?? []).Select(name => RoomId.TryParse(name, out var id) && !id.IsAll ? id : null).OfType<RoomId>();
            var others = known.Union(Suggested)
                .Where(id => Find(id) is null)
                .Select(id => new ListedRoom(id, Members(id), null))
                .OrderByDescending(room => room.Members ?? 0)
                .ThenBy(room => room.RoomId.Value, StringComparer.OrdinalIgnoreCase);
            return [.. joined, .. others];
        }
    }

    /// <summary>Joins a room and looks at it; one that is joined already is only looked at.</summary>
    public async Task JoinAsync(RoomId roomId, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        if (Find(roomId) is { } joined)
        {
            await LookAtAsync(joined);
            return;
        }

        if (Joining is not null) return;
        Joining = roomId;
        _changed();
        try
        {
            var room = await EnterAsync(roomId, ct);
            await LookAtAsync(room);
            await RefreshAsync(ct);
        }
        catch (RoomChatException e)
        {
            _toasts.Show($"Could not join {roomId}. {e.Message}");
        }
        finally
        {
            Joining = null;
            _changed();
        }
    }

    /// <summary>Leaves a room; the next one is looked at.</summary>
    public async Task LeaveAsync(RoomState room, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(room);
        await DropAsync(room);
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

    /// <summary>Looks at a joined room, or at none.</summary>
    public async Task LookAtAsync(RoomState? room)
    {
        Current = room;
        MarkRead();
        await RememberAsync();
        _changed();
    }

    /// <summary>The user sees the current room again.</summary>
    public void MarkRead() => Current?.MarkRead();

    /// <summary>Asks for the rooms and their member counts.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        try
        {
            _members = await _client.GetRoomsAsync(ct);
            _changed();
        }
        catch (RoomChatException e)
        {
            if (_client.State is ConnectionState.Connected) _toasts.Show(e.Message);   // else the banner tells already
        }
    }

    /// <summary>Loads older messages of a room.</summary>
    public Task LoadOlderAsync(RoomState room, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(room);
        return _follower.LoadAsync(room, room.OldestOffset, ct);
    }

    /// <summary>Asks who is in the joined rooms: what happened during a break was not heard.</summary>
    internal Task RefreshPeopleAsync(CancellationToken ct) => Task.WhenAll(
        Joined.Select(room => room.Subscription is { } subscription ? _follower.AskForPeopleAsync(room, subscription, ct) : Task.CompletedTask));

    /// <summary>Joins the rooms of the last visit again.</summary>
    internal async Task RestoreAsync(CancellationToken ct)
    {
        var remembered = await _memory.LoadAsync();
        foreach (var name in remembered.Joined)
        {
            if (!RoomId.TryParse(name, out var roomId) || Find(roomId) is not null) continue;
            try
            {
                await EnterAsync(roomId, ct);
            }
            catch (RoomChatException e)
            {
                _toasts.Show($"Could not join {roomId} again. {e.Message}");
            }
        }

        // The user may have been quicker.
        if (Current is null) await LookAtAsync(Joined.FirstOrDefault(room => room.RoomId.Value == remembered.Current));
    }

    /// <summary>Shows the messages to everyone until the client is disposed.</summary>
    internal async Task HearAnnouncementsAsync(CancellationToken ct)
    {
        await _follower.LoadAsync(_announcements, before: null, ct);
        await _follower.HearAsync(_announcements, _client.Announcements, ct);
    }

    private async Task<RoomState> EnterAsync(RoomId roomId, CancellationToken ct)
    {
        var room = new RoomState(roomId) { Subscription = await _client.JoinAsync(roomId, since: null, ct) };
        Joined = [.. Joined, room];
        await RememberAsync();
        _ = FollowAsync(room, room.Subscription, ct);   // ends, and tells its end, by itself
        return room;
    }

    private async Task FollowAsync(RoomState room, RoomSubscription subscription, CancellationToken ct)
    {
        await _follower.FollowAsync(room, subscription, ct);
        if (Joined.Contains(room)) await DropAsync(room);
    }

    private async Task DropAsync(RoomState room)
    {
        Joined = [.. Joined.Where(other => other != room)];
        await LookAtAsync(Current == room ? Joined.Count > 0 ? Joined[0] : null : Current);
    }

    private RoomState? Find(RoomId roomId) => Joined.FirstOrDefault(room => room.RoomId == roomId);

    private ValueTask RememberAsync() =>
        _memory.SaveAsync(new RememberedRooms([.. Joined.Select(room => room.RoomId.Value)], Current?.RoomId.Value));
}
