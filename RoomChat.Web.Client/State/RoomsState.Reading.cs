using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// What is looked at, and how far it is read.
public sealed partial class RoomsState
{
    /// <summary>Looks at a joined room, or at none.</summary>
    public async Task LookAtAsync(RoomState? room)
    {
        Current = room;
        room?.StartLooking();
        if (room is not null) await _memory.SaveKeptUnreadAsync(room.RoomId, isKept: false);
        _changed();
        await MarkReadAsync();
        await _memory.SaveCurrentAsync(room?.RoomId);
    }

    /// <summary>The user sees the newest messages of the current room.</summary>
    public async Task MarkReadAsync()
    {
        if (Current is not { IsEndInSight: true, IsKeptUnread: false } room) return;
        room.MarkRead();
        _changed();
        await SaveReadAsync(room);
    }

    /// <summary>The newest messages of a room came into sight, or went out of it.</summary>
    public Task SeeEndAsync(RoomState room, bool isInSight)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room.IsEndInSight == isInSight) return Task.CompletedTask;
        room.IsEndInSight = isInSight;
        _changed();
        return isInSight && room == Current ? MarkReadAsync() : Task.CompletedTask;
    }

    /// <summary>The user says that a room is read.</summary>
    public async Task MarkReadAsync(RoomState room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.IsKeptUnread = false;
        room.MarkRead();
        room.RemoveDivider();
        _changed();
        await _memory.SaveKeptUnreadAsync(room.RoomId, isKept: false);
        await SaveReadAsync(room);
    }

    /// <summary>
    /// Makes a message and what follows it unread, until the user turns to the room anew; the newest of others when none is named.
    /// </summary>
    public async Task MarkUnreadAsync(RoomState room, MessageEntry? from = null)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.MarkUnread(from?.Offset);
        _changed();
        if (room is not { IsKeptUnread: true, ReadTo: { } position }) return;
        await _memory.SaveReadAsync(room.RoomId, position, isBackwards: true);
        await _memory.SaveKeptUnreadAsync(room.RoomId, isKept: true);
    }

    /// <summary>The user has read a room in another tab.</summary>
    public async Task TakeReadAsync(RoomId roomId)
    {
        if (Find(roomId) is not { } room || await _memory.LoadReadAsync(roomId) is not { } position) return;
        room.MarkReadElsewhere(position);
        _changed();
    }

    private async Task SaveReadAsync(RoomState room)
    {
        _receipts.Tell(room);
        if (room.ReadTo is { } position) await _memory.SaveReadAsync(room.RoomId, position);
    }
}
