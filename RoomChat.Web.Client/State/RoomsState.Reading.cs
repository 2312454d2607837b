using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// The current room, and read positions.
public sealed partial class RoomsState
{
    /// <summary>Opens a joined room; null for none.</summary>
    public async Task LookAtAsync(RoomState? room)
    {
        Current = room;
        room?.StartLooking();
        if (room is not null) await _memory.SaveKeptUnreadAsync(room.RoomId, isKept: false);
        _changed();
        await MarkReadAsync();
        await _memory.SaveCurrentAsync(room?.RoomId);
    }

    /// <summary>Marks the current room as read, if its newest messages are visible and the user did not mark it as unread.</summary>
    public async Task MarkReadAsync()
    {
        if (Current is not { IsEndInSight: true, IsKeptUnread: false } room) return;
        room.MarkRead();
        _changed();
        await SaveReadAsync(room);
    }

    /// <summary>Handles the newest messages of a room becoming visible or hidden.</summary>
    public Task SeeEndAsync(RoomState room, bool isInSight)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room.IsEndInSight == isInSight) return Task.CompletedTask;
        room.IsEndInSight = isInSight;
        _changed();
        return isInSight && room == Current ? MarkReadAsync() : Task.CompletedTask;
    }

    /// <summary>Marks a room as read at the user's command.</summary>
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
    /// Marks a message and the later ones as unread, until the user opens the room again; for null, the newest message of others.
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

    /// <summary>Takes the read position of another tab.</summary>
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
