using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Audit;

/// <summary>The audit log of rooms, for their owners.</summary>
public sealed class AuditLog
{
    private readonly RoomsDatabase _database;

    internal AuditLog(RoomsDatabase database) => _database = database;

    /// <summary>The newest changes before a sequence, newest first.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="before">A sequence; null for the newest of all.</param>
    /// <param name="limit">Most changes to give.</param>
    /// <param name="ct">Cancels the wait.</param>
    public async Task<RoomOutcome<AuditPage>> ReadAsync(Caller caller, RoomId roomId, long? before, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(roomId);
        await using var reading = await _database.ReadAsync(ct);
        var room = await reading.FindAsync(roomId, [caller.Id], ct);
        if (_database.Refuse(caller, RoomAction.ReadAudit, roomId, room) is { } refused) return refused;
        var (first, end) = (room!.Row.FirstChange, before ?? long.MaxValue);
        var rows = await reading.Context.Changes.AsNoTracking()
            .Where(change => change.RoomId == roomId.Value && change.Sequence >= first && change.Sequence < end)
            .OrderByDescending(change => change.Sequence).Take(limit).ToListAsync(ct);
        return new AuditPage(rows.ConvertAll(RowReading.ChangeOf));
    }
}
