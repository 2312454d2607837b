using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>State of one joined room: the messages in the order of the log, then own unsent messages.</summary>
public sealed partial class RoomState
{
    /// <summary>Maximum number of messages of a room that the user sees. Older ones are dropped, and can be loaded again.</summary>
    internal const int MaxLookedAt = 100_000;

    /// <summary>Maximum number of messages of a room in the background.</summary>
    internal const int MaxInBackground = 2000;

    private readonly List<MessageEntry> _outbox = [];
    private readonly NameBook _names;
    private readonly string? _me;
    private MessageLog _delivered = MessageLog.Empty;
    private bool _isLoading;
    private RoomChatException? _loadProblem;

    /// <param name="roomId">The room.</param>
    /// <param name="names">Collects the users of the room.</param>
    /// <param name="me">The id of the page's user, whose own messages are never unread.</param>
    internal RoomState(RoomId roomId, NameBook? names = null, string? me = null)
    {
        (RoomId, _names, _me) = (roomId, names ?? new NameBook(), me);
        People = new RoomPeople(_names);
    }

    /// <summary>The room.</summary>
    public RoomId RoomId { get; }

    /// <summary>The shown messages, oldest first.</summary>
    public RoomEntries Entries { get; private set; } = new(MessageLog.Empty, []);

    /// <summary>Increases with every change of the message list.</summary>
    public int Version { get; private set; }

    /// <summary>The members of the room, with typing and read positions.</summary>
    public RoomPeople People { get; }

    /// <summary>Whether the log has older messages than the shown ones.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Time of the last shown message; null for none.</summary>
    public DateTimeOffset? LastActivity => Entries.Count > 0 ? Entries[^1].Timestamp : null;

    /// <summary>Whether messages are being loaded.</summary>
    public bool IsLoading
    {
        get => _isLoading;
        internal set => (_isLoading, Version) = (value, Version + 1);
    }

    /// <summary>Why loading messages failed; null for no failure.</summary>
    public RoomChatException? LoadProblem
    {
        get => _loadProblem;
        internal set => (_loadProblem, Version) = (value, Version + 1);
    }

    /// <summary>Text in the composer.</summary>
    public string Draft { get; set; } = "";

    /// <summary>Number of own messages that are not in the log yet.</summary>
    public int OnTheirWay => _outbox.Count;

    /// <summary>Offset of the oldest shown message of the log; null when none is shown.</summary>
    internal long? OldestOffset => _delivered.Count == 0 ? null : _delivered[0].Offset;

    internal RoomSubscription? Subscription { get; set; }

    internal void Take(ServerFrame.Message message, bool isLookedAt)
    {
        BeginUnread(message, isLookedAt);
        Add(MessageEntry.From(message));
        LetGo(isLookedAt ? MaxLookedAt : MaxInBackground);
        if (isLookedAt) _readTo = _head;
        Publish();
    }

    internal void TakeHistory(HistoryPage page)
    {
        DropKept();
        // Newest first, so that a page of older messages is prepended without a copy.
        foreach (var message in page.Messages.Reverse()) Add(MessageEntry.From(message));
        HasOlder = page.HasMore;
        LoadProblem = null;
        Publish();
    }

    /// <summary>
    /// Handles a lost history: the log has a new epoch or a gap. The messages stay until the new history is loaded. Unsent messages stay.
    /// </summary>
    internal void Reset(RoomPosition position)
    {
        _head = position.Offset;
        _readTo = Math.Min(_readTo ?? position.Offset, position.Offset);
        Divider = null;
        Publish();
    }

    /// <summary>Replaces all messages in one step, so that the scroll position stays if possible.</summary>
    /// <param name="page">The new history; null when loading it failed.</param>
    internal void TakeNewHistory(HistoryPage? page)
    {
        _delivered = MessageLog.Empty;
        _kept.Clear();
        if (page is null) Publish();
        else TakeHistory(page);
    }

    internal void Put(MessageEntry entry)
    {
        var place = _outbox.FindIndex(other => other.Id == entry.Id);
        if (place < 0) _outbox.Add(entry);
        else _outbox[place] = entry;
        Publish();
    }

    /// <summary>Changes the unsent messages that are in a delivery state.</summary>
    internal void Change(Delivery state, Func<MessageEntry, MessageEntry> change)
    {
        for (var i = 0; i < _outbox.Count; i++)
        {
            if (_outbox[i].Delivery == state) _outbox[i] = change(_outbox[i]);
        }

        Publish();
    }

    /// <summary>Time of a user's last message among the newest 2000 (<see cref="MaxInBackground"/>); null for none.</summary>
    public DateTimeOffset? LastSaidBy(string userId)
    {
        for (var i = _delivered.Count - 1; i >= Math.Max(0, _delivered.Count - MaxInBackground); i--)
        {
            if (_delivered[i].User.Id == userId) return _delivered[i].Timestamp;
        }

        return null;
    }

    internal MessageEntry? FindOnItsWay(string id) => _outbox.Find(entry => entry.Id == id);

    internal bool IsOnItsWay(string id) => FindOnItsWay(id) is not null;

    internal bool IsDelivered(string id) => _delivered.Any(entry => entry.Id == id);

    internal void Discard(string id)
    {
        _outbox.RemoveAll(entry => entry.Id == id);
        Publish();
    }

    private void Add(MessageEntry entry)
    {
        _names.Note(entry.User);
        _outbox.RemoveAll(other => other.Id == entry.Id);
        var (offset, count) = (entry.Offset!.Value, _delivered.Count);
        if (count == 0 || _delivered[count - 1].Offset < offset) _delivered = _delivered.Append(entry);
        else if (_delivered[0].Offset > offset) _delivered = _delivered.Prepend(entry);
        else if (_delivered.IndexOf(offset) is var index && _delivered[index].Offset != offset)
            _delivered = _delivered.Insert(index, entry);
        else if (_kept.Remove(offset)) _delivered = _delivered.Replace(index, entry);
        _head = Math.Max(_head, offset);
    }

    // Drops a tenth of the limit at once, because each drop copies all the other messages.
    private void LetGo(int most)
    {
        if (_delivered.Count <= most + (most / 10)) return;
        _delivered = _delivered.Skip(_delivered.Count - most);
        HasOlder = true;
    }

    private void Publish()
    {
        Entries = new RoomEntries(_delivered, [.. _outbox]);
        Unread = CountUnread();
        Version++;
    }
}
