using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Web.Client.State;

// The user's read position.
public sealed partial class RoomState
{
    private long _head;
    private long? _readTo;
    private bool _isEndInSight = true;

    /// <summary>Number of messages of others after the read position. Older messages that are not shown count as well.</summary>
    public int Unread { get; private set; }

    /// <summary>The line between read and unread messages is after this offset; null for no line.</summary>
    public long? Divider { get; private set; }

    /// <summary>Whether the user marked the room as unread. It stays unread until the user opens it again.</summary>
    public bool IsKeptUnread { get; internal set; }

    /// <summary>Whether the newest messages are visible. If not, received messages stay unread.</summary>
    public bool IsEndInSight
    {
        get => _isEndInSight;
        internal set => (_isEndInSight, Version) = (value, Version + 1);
    }

    /// <summary>The read position; null while it or the position of the log is unknown.</summary>
    internal RoomPosition? ReadTo =>
        _readTo is { } offset && Subscription?.Position is { } position ? position with { Offset = offset } : null;

    /// <summary>Other users whose read position is this message, without its author.</summary>
    public IReadOnlyList<ChatUser> ReadersTo(MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Offset is not { } offset || Subscription?.Position is not { } position) return [];
        return [.. People.ReadersTo(position with { Offset = offset }).Where(user => user.Id != _me && user.Id != entry.User.Id)];
    }

    /// <summary>
    /// Sets the read position after joining. Messages after <paramref name="readBefore"/> are unread; without it, only messages received
    /// from now on.
    /// </summary>
    internal void StartReading(RoomPosition head, RoomPosition? readBefore)
    {
        _head = head.Offset;
        _readTo = Math.Min(readBefore?.Offset ?? head.Offset, head.Offset);
        Publish();
    }

    /// <summary>Call it when the user opens the room. Puts the line at the read position.</summary>
    internal void StartLooking()
    {
        Divider = Unread > 0 ? _readTo : null;
        IsKeptUnread = false;
        IsEndInSight = true;
        Version++;
    }

    internal void MarkRead()
    {
        if (_readTo is not null) _readTo = _head;
        Publish();
    }

    /// <summary>Removes the line before unread messages.</summary>
    internal void RemoveDivider()
    {
        Divider = null;
        Version++;
    }

    /// <summary>Marks a message and the later ones as unread; for null, the newest message of others.</summary>
    internal void MarkUnread(long? offset)
    {
        if (_readTo is null || (offset ?? NewestOfOthers()) is not { } from) return;
        _readTo = Math.Min(from - 1, _head);
        (Divider, IsKeptUnread) = (_readTo, true);
        Publish();
    }

    /// <summary>Takes the read position of another tab.</summary>
    internal void MarkReadElsewhere(RoomPosition position)
    {
        if (ReadTo is not { } known || known.Epoch != position.Epoch || known.Offset >= position.Offset) return;
        _readTo = Math.Min(position.Offset, _head);
        Publish();
    }

    private void BeginUnread(ServerFrame.Message message, bool isLookedAt)
    {
        _readTo ??= message.Offset - 1;
        if (!isLookedAt && Unread == 0 && message.User.Id != _me && !IsKeptUnread) Divider = _readTo;
        // The user has answered, and so has read all earlier messages.
        if (message.User.Id == _me && isLookedAt) Divider = null;
    }

    private long? NewestOfOthers()
    {
        for (var i = _delivered.Count - 1; i >= 0; i--)
        {
            if (_delivered[i].User.Id != _me) return _delivered[i].Offset;
        }

        return null;
    }

    private int CountUnread()
    {
        if (_readTo is not { } readTo || readTo >= _head) return 0;
        var notShown = Math.Max(0, (OldestOffset ?? (_head + 1)) - 1 - readTo);
        var shown = 0;
        for (var i = _delivered.Count - 1; i >= 0 && _delivered[i].Offset > readTo; i--)
        {
            if (_delivered[i].User.Id != _me) shown++;
        }

        return (int)Math.Min(int.MaxValue, notShown + shown);
    }
}
