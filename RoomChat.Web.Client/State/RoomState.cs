using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>One joined room: its messages in the order of the log, then the own ones that are still on their way.</summary>
public sealed class RoomState
{
    /// <summary>Older ones are let go of, and can be loaded again.</summary>
    private const int MaxKept = 2000;

    private readonly SortedList<long, MessageEntry> _delivered = [];
    private readonly List<MessageEntry> _outbox = [];
    private Task _publishing = Task.CompletedTask;

    internal RoomState(RoomId roomId) => RoomId = roomId;

    /// <summary>The room.</summary>
    public RoomId RoomId { get; }

    /// <summary>What to show, oldest first.</summary>
    public IReadOnlyList<MessageEntry> Entries { get; private set; } = [];

    /// <summary>Who is in the room, and who is typing.</summary>
    public RoomPeople People { get; } = new();

    /// <summary>Messages that came while the room was not looked at.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether the log keeps older messages than those shown.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Whether messages are being loaded.</summary>
    public bool IsLoading { get; internal set; }

    /// <summary>Text in the composer that was not sent yet.</summary>
    public string Draft { get; set; } = "";

    /// <summary>Offset to load older messages before; null to load the newest.</summary>
    internal long? OldestOffset => _delivered.Count == 0 ? null : _delivered.GetKeyAtIndex(0);

    internal RoomSubscription? Subscription { get; set; }

    internal void Take(ServerFrame.Message message, bool isLookedAt)
    {
        if (Add(MessageEntry.From(message)) && !isLookedAt) Unread++;
        if (_delivered.Count > MaxKept)
        {
            _delivered.RemoveAt(0);
            HasOlder = true;
        }

        Publish();
    }

    internal void TakeHistory(HistoryPage page)
    {
        foreach (var message in page.Messages) Add(MessageEntry.From(message));
        HasOlder = page.HasMore;
        Publish();
    }

    /// <summary>The log began anew or has a hole: what is shown must be loaded again. What is on its way stays.</summary>
    internal void ForgetDelivered()
    {
        _delivered.Clear();
        Publish();
    }

    internal void MarkRead() => Unread = 0;

    internal void Put(MessageEntry entry)
    {
        var place = _outbox.FindIndex(other => other.Id == entry.Id);
        if (place < 0) _outbox.Add(entry);
        else _outbox[place] = entry;
        Publish();
    }

    internal bool IsOnItsWay(string id) => _outbox.Exists(entry => entry.Id == id);

    internal void Discard(string id)
    {
        _outbox.RemoveAll(entry => entry.Id == id);
        Publish();
    }

    /// <summary>Publishes after what is being published: what one person says in a room keeps the order in which it was said.</summary>
    internal Task PublishInOrderAsync(Func<Task> publish) => _publishing = PublishAfterAsync(_publishing, publish);

    private static async Task PublishAfterAsync(Task before, Func<Task> publish)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await publish();
    }

    private bool Add(MessageEntry entry)
    {
        var own = _outbox.RemoveAll(other => other.Id == entry.Id) > 0;
        return _delivered.TryAdd(entry.Offset!.Value, entry) && !own;
    }

    private void Publish() => Entries = [.. _delivered.Values, .. _outbox];
}
