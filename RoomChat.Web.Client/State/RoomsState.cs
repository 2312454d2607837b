using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.State;

/// <summary>The rooms of a signed-in user: those joined, the one looked at, and those that can be joined.</summary>
public sealed partial class RoomsState
{
    private const int MaxAnnouncements = 100;

    /// <summary>Shown even when nobody is in them, so that a newcomer has somewhere to go.</summary>
    private static readonly RoomId[] Suggested = [.. new[] { "general", "dev", "random" }.Select(name => RoomId.Parse(name, null))];

    private readonly RoomChatClient _client;
    private readonly ChatUser _user;
    private readonly PageMemory _memory;
    private readonly ToastTray _toasts;
    private readonly OutgoingMessages _outgoing;
    private readonly Action _changed;
    private readonly RoomFollower _follower;
    private readonly RoomState _announcements;
    private IReadOnlyDictionary<string, int>? _members;

    internal RoomsState(
        RoomChatClient client, ChatUser user, ChatApi api, PageMemory memory, ToastTray toasts, OutgoingMessages outgoing, TimeProvider time,
        Func<bool> isPageVisible, Action sessionEnded, Action changed)
    {
        (_client, _user, _memory, _toasts, _outgoing, _changed) = (client, user, memory, toasts, outgoing, changed);
        _follower = new RoomFollower(
            api, time, room => room == Current && isPageVisible(), room => _ = SaveReadAsync(room), sessionEnded, changed);
        _announcements = new RoomState(RoomId.All, Names);
        Names.Note(user);
    }

    /// <summary>Tells users of one name apart.</summary>
    public NameBook Names { get; } = new();

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

    /// <summary>Looks at a joined room, or at none.</summary>
    public async Task LookAtAsync(RoomState? room)
    {
        Current = room;
        _changed();
        await MarkReadAsync();
        await _memory.SaveCurrentAsync(room?.RoomId);
    }

    /// <summary>The user sees the current room again.</summary>
    public async Task MarkReadAsync()
    {
        if (Current is not { } room) return;
        room.MarkRead();
        _changed();
        await SaveReadAsync(room);
    }

    /// <summary>The user has read a room in another tab.</summary>
    public async Task TakeReadAsync(RoomId roomId)
    {
        if (Find(roomId) is not { } room || await _memory.LoadReadAsync(roomId) is not { } position) return;
        room.MarkReadElsewhere(position);
        _changed();
    }

    /// <summary>Keeps what the user has written in a room's composer.</summary>
    public Task KeepDraftAsync(RoomState room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return _memory.SaveDraftAsync(room.RoomId, room.Draft).AsTask();
    }

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

    /// <summary>Loads older messages of a room, or the newest when there are none.</summary>
    public Task LoadOlderAsync(RoomState room, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.IsLoading ? Task.CompletedTask : _follower.LoadAsync(room, room.OldestOffset, ct);
    }

    /// <summary>Asks who is in the joined rooms: what happened during a break was not heard.</summary>
    internal Task RefreshPeopleAsync(CancellationToken ct) => Task.WhenAll(
        Joined.Select(room => room.Subscription is { } subscription ? _follower.AskForPeopleAsync(room, subscription, ct) : Task.CompletedTask));

    /// <summary>Shows the messages to everyone until the client is disposed.</summary>
    internal async Task HearAnnouncementsAsync(CancellationToken ct)
    {
        await _follower.LoadAsync(_announcements, before: null, ct);
        if (_announcements.LoadProblem is { } problem) _toasts.Show($"Messages to everyone could not be loaded. {problem.Message}");
        await _follower.HearAsync(_announcements, _client.Announcements, ct);
    }

    private RoomState? Find(RoomId roomId) => Joined.FirstOrDefault(room => room.RoomId == roomId);

    private async Task SaveReadAsync(RoomState room)
    {
        if (room.ReadTo is { } position) await _memory.SaveReadAsync(room.RoomId, position);
    }
}
