using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>One joined room: its messages in the order of the log, then the own ones that are still on their way.</summary>
public sealed partial class RoomState
{
    /// <summary>Older ones are let go of, and can be loaded again.</summary>
    private const int MaxKept = 2000;

    private readonly SortedList<long, MessageEntry> _delivered = [];
    private readonly List<MessageEntry> _outbox = [];
    private readonly NameBook _names;
    private readonly string? _me;
    private long _head;
    private long? _readTo;

    /// <param name="roomId">The room.</param>
    /// <param name="names">Hears of everyone in the room.</param>
    /// <param name="me">The id of the page's user, whose own messages are never unread.</param>
    internal RoomState(RoomId roomId, NameBook? names = null, string? me = null)
    {
        (RoomId, _names, _me) = (roomId, names ?? new NameBook(), me);
        People = new RoomPeople(_names);
    }

    /// <summary>The room.</summary>
    public RoomId RoomId { get; }

    /// <summary>What to show, oldest first.</summary>
    public IReadOnlyList<MessageEntry> Entries { get; private set; } = [];

    /// <summary>Who is in the room, and who is typing.</summary>
    public RoomPeople People { get; }

    /// <summary>Messages of others after those that the user has read, shown or not.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether the log keeps older messages than those shown.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Whether messages are being loaded.</summary>
    public bool IsLoading { get; internal set; }

    /// <summary>Why messages could not be loaded; null when they could.</summary>
    public RoomChatException? LoadProblem { get; internal set; }

    /// <summary>Text in the composer that was not sent yet.</summary>
    public string Draft { get; set; } = "";

    /// <summary>Offset to load older messages before; null to load the newest.</summary>
    internal long? OldestOffset => _delivered.Count == 0 ? null : _delivered.GetKeyAtIndex(0);

    /// <summary>How far the user has read; null when the page does not know how far the log goes.</summary>
    internal RoomPosition? ReadTo =>
        _readTo is { } offset && Subscription?.Position is { } position ? position with { Offset = offset } : null;

    internal RoomSubscription? Subscription { get; set; }

    /// <summary>
    /// The room was joined: what came after the position that was read before is unread; without one, what comes from now on.
    /// </summary>
    internal void StartReading(RoomPosition head, RoomPosition? readBefore)
    {
        _head = head.Offset;
        _readTo = Math.Min(readBefore?.Offset ?? head.Offset, head.Offset);
        Publish();
    }

    internal void Take(ServerFrame.Message message, bool isLookedAt)
    {
        _readTo ??= message.Offset - 1;
        Add(MessageEntry.From(message));
        if (_delivered.Count > MaxKept)
        {
            _delivered.RemoveAt(0);
            HasOlder = true;
        }

        if (isLookedAt) _readTo = _head;
        Publish();
    }

    internal void TakeHistory(HistoryPage page)
    {
        DropKept();
        foreach (var message in page.Messages) Add(MessageEntry.From(message));
        HasOlder = page.HasMore;
        LoadProblem = null;
        Publish();
    }

    /// <summary>
    /// The log began anew or has a hole; the messages are replaced when their new history is there. What is on its way stays.
    /// </summary>
    internal void Reset(RoomPosition position)
    {
        _head = position.Offset;
        _readTo = Math.Min(_readTo ?? position.Offset, position.Offset);
        Publish();
    }

    /// <summary>Replaces the messages at once, so that the place stays where it can.</summary>
    /// <param name="page">What is kept now; null when that is not known.</param>
    internal void TakeNewHistory(HistoryPage? page)
    {
        _delivered.Clear();
        _kept.Clear();
        if (page is null) Publish();
        else TakeHistory(page);
    }

    internal void MarkRead()
    {
        if (_readTo is not null) _readTo = _head;
        Publish();
    }

    /// <summary>The user has read the room in another tab.</summary>
    internal void MarkReadElsewhere(RoomPosition position)
    {
        if (ReadTo is not { } known || known.Epoch != position.Epoch || known.Offset >= position.Offset) return;
        _readTo = Math.Min(position.Offset, _head);
        Publish();
    }

    internal void Put(MessageEntry entry)
    {
        var place = _outbox.FindIndex(other => other.Id == entry.Id);
        if (place < 0) _outbox.Add(entry);
        else _outbox[place] = entry;
        Publish();
    }

    /// <summary>Changes the messages on their way that are in a state.</summary>
    internal void Change(Delivery state, Func<MessageEntry, MessageEntry> change)
    {
        for (var i = 0; i < _outbox.Count; i++)
        {
            if (_outbox[i].Delivery == state) _outbox[i] = change(_outbox[i]);
        }

        Publish();
    }

    internal MessageEntry? FindOnItsWay(string id) => _outbox.Find(entry => entry.Id == id);

    internal bool IsOnItsWay(string id) => FindOnItsWay(id) is not null;

    internal bool IsDelivered(string id) => _delivered.Values.Any(entry => entry.Id == id);

    internal void Discard(string id)
    {
        _outbox.RemoveAll(entry => entry.Id == id);
        Publish();
    }

    private void Add(MessageEntry entry)
    {
        _names.Note(entry.User);
        _outbox.RemoveAll(other => other.Id == entry.Id);
        if (_kept.Remove(entry.Offset!.Value)) _delivered[entry.Offset.Value] = entry;
        else _delivered.TryAdd(entry.Offset.Value, entry);
        _head = Math.Max(_head, entry.Offset.Value);
    }

    private void Publish()
    {
        Entries = [.. _delivered.Values, .. _outbox];
        Unread = CountUnread();
    }

    private int CountUnread()
    {
        if (_readTo is not { } readTo || readTo >= _head) return 0;
        var notShown = Math.Max(0, (OldestOffset ?? (_head + 1)) - 1 - readTo);
        return (int)Math.Min(int.MaxValue, notShown + _delivered.Values.Reverse().TakeWhile(entry => entry.Offset > readTo).Count(entry => entry.User.Id != _me));
    }
}
