using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Web.Client.State;

// How far the user has read.
public sealed partial class RoomState
{
    private long _head;
    private long? _readTo;
    private bool _isEndInSight = true;

    /// <summary>Messages of others after those that the user has read, shown or not.</summary>
    public int Unread { get; private set; }

    /// <summary>The line between read and unread stands behind this offset; null for no line.</summary>
    public long? Divider { get; private set; }

    /// <summary>Whether the user wants the room to stay unread until it is looked at anew.</summary>
    public bool IsKeptUnread { get; internal set; }

    /// <summary>Whether the newest messages are in sight: else what comes is not read.</summary>
    public bool IsEndInSight
    {
        get => _isEndInSight;
        internal set => (_isEndInSight, Version) = (value, Version + 1);
    }

    /// <summary>How far the user has read; null when the page does not know how far the log goes.</summary>
    internal RoomPosition? ReadTo =>
        _readTo is { } offset && Subscription?.Position is { } position ? position with { Offset = offset } : null;

    /// <summary>Others whose reading ended with this message.</summary>
    public IReadOnlyList<ChatUser> ReadersTo(MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Offset is not { } offset || Subscription?.Position is not { } position) return [];
        return [.. People.ReadersTo(position with { Offset = offset }).Where(user => user.Id != _me && user.Id != entry.User.Id)];
    }

    /// <summary>
    /// The room was joined: what came after the position that was read before is unread; without one, what comes from now on.
    /// </summary>
    internal void StartReading(RoomPosition head, RoomPosition? readBefore)
    {
        _head = head.Offset;
        _readTo = Math.Min(readBefore?.Offset ?? head.Offset, head.Offset);
        Publish();
    }

    /// <summary>The user turns to the room: the line stands where reading ended.</summary>
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

    /// <summary>The user has read everything and wants no line any more.</summary>
    internal void RemoveDivider()
    {
        Divider = null;
        Version++;
    }

    /// <summary>Makes a message, and what follows it, unread; the newest of others when none is named.</summary>
    internal void MarkUnread(long? offset)
    {
        if (_readTo is null || (offset ?? NewestOfOthers()) is not { } from) return;
        _readTo = Math.Min(from - 1, _head);
        (Divider, IsKeptUnread) = (_readTo, true);
        Publish();
    }

    /// <summary>The user has read the room in another tab.</summary>
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
        // An answer says that all before it was read.
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
