using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.State;

/// <summary>The rooms of the signed-in user: joined rooms, the current room, and rooms to join.</summary>
public sealed partial class RoomsState
{
    private const int MaxAnnouncements = 100;

    private readonly RoomChatClient _client;
    private readonly ChatUser _user;
    private readonly PageMemory _memory;
    private readonly ToastTray _toasts;
    private readonly OutgoingMessages _outgoing;
    private readonly Action _changed;
    private readonly RoomFollower _follower;
    private readonly ReadReceipts _receipts;
    private readonly RoomState _announcements;
    private readonly TimeProvider _time;
    private readonly RoomDirectory _directory = new();
    private readonly Func<Words> _words;

    internal RoomsState(
        RoomChatClient client, ChatUser user, ChatApi api, PageMemory memory, ToastTray toasts, OutgoingMessages outgoing,
        TimeProvider time, Func<bool> isPageVisible, Action sessionEnded, Action changed, Func<Words> words,
        Action<RoomState, MessageEntry> arrived, Func<bool> tellsReads)
    {
        (_client, _user, _memory, _toasts, _outgoing, _changed, _time, _words) =
            (client, user, memory, toasts, outgoing, changed, time, words);
        _receipts = new ReadReceipts(user.Id, tellsReads, time);
        _follower = new RoomFollower(
            api, time, IsRead, room => _ = SaveReadAsync(room), sessionEnded, changed, arrived, () => _ = LoadCreatedAsync(),
            _receipts.Tell);
        bool IsRead(RoomState room) => room == Current && room is { IsEndInSight: true, IsKeptUnread: false } && isPageVisible();
        _announcements = new RoomState(RoomId.All, Names);
        _roomsApi = new RoomsApi(api);
        Names.Note(user);
    }

    /// <summary>Distinguishes users with the same name.</summary>
    public NameBook Names { get; } = new();

    /// <summary>The joined rooms, first joined first.</summary>
    public IReadOnlyList<RoomState> Joined { get; private set; } = [];

    /// <summary>The open room; null for none.</summary>
    public RoomState? Current { get; private set; }

    /// <summary>The room that is being joined; null for none.</summary>
    public RoomId? Joining { get; private set; }

    /// <summary>The latest messages to everyone.</summary>
    public IEnumerable<MessageEntry> Announcements => _announcements.Entries.TakeLast(MaxAnnouncements);

    /// <summary>Unread messages in all joined rooms that are not muted.</summary>
    public int Unread => Joined.Where(room => !Preference(room.RoomId).IsMuted).Sum(room => room.Unread);

    /// <summary>Increases when the list of rooms may have changed.</summary>
    public long ListVersion => _directory.Version + Joined.Sum(room => (long)room.Version);

    /// <summary>Number of members of a room; null until the server has sent it.</summary>
    public int? Members(RoomId roomId) => _directory.Members(roomId);

    /// <summary>The rows of the list whose name contains a text; empty for all.</summary>
    public IReadOnlyList<RoomRow> Find(string sought) => _directory.Find(sought, ListVersion, Joined, Preference);

    /// <summary>All rooms, in the order of the list.</summary>
    public IReadOnlyList<ListedRoom> Listed => [.. Find("").OfType<RoomRow.Room>().Select(row => row.Listed)];

    /// <summary>Stores the draft of a room's composer.</summary>
    public Task KeepDraftAsync(RoomState room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return _memory.SaveDraftAsync(room.RoomId, room.Draft).AsTask();
    }

    /// <summary>Loads the rooms and their numbers of members.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        try
        {
            _directory.TakeMembers(await _client.GetRoomsAsync(ct));
            await KeepKnownAsync();
            await RefreshCreatedAsync(ct);
            _changed();
        }
        catch (RoomChatException e)
        {
            if (_client.State is ConnectionState.Connected) _toasts.Show(e.Message);   // otherwise the banner shows the state already
        }
    }

    /// <summary>Loads older messages of a room, or the newest when there are none.</summary>
    public Task LoadOlderAsync(RoomState room, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.IsLoading ? Task.CompletedTask : _follower.LoadAsync(room, room.OldestOffset, ct);
    }

    /// <summary>Loads the members of the joined rooms after a reconnect, because events were missed.</summary>
    internal Task RefreshPeopleAsync(CancellationToken ct) => Task.WhenAll(Joined.Select(
        room => room.Subscription is { } subscription ? _follower.AskForPeopleAsync(room, subscription, ct) : Task.CompletedTask));

    /// <summary>Shows the messages to everyone until the client is disposed.</summary>
    internal async Task HearAnnouncementsAsync(CancellationToken ct)
    {
        await _follower.LoadAsync(_announcements, before: null, ct);
        if (_announcements.LoadProblem is { } problem) _toasts.Show($"{_words().AnnouncementsNotLoaded} {problem.Message}");
        await _follower.HearAsync(_announcements, _client.Announcements, ct);
    }

    private RoomState? Find(RoomId roomId) => Joined.FirstOrDefault(room => room.RoomId == roomId);
}
