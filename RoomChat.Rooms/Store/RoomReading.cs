using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;

namespace RoomChat.Rooms.Store;

/// <summary>A read access to the database.</summary>
internal class RoomReading(RoomsContext context) : IAsyncDisposable
{
    public RoomsContext Context { get; } = context;

    /// <summary>A room with some of its users; null when the room does not exist.</summary>
    public async Task<RoomRecord?> FindAsync(RoomId roomId, IReadOnlyCollection<string> userIds, CancellationToken ct)
    {
        // Both are always read, so that the duration does not show whether the room exists.
        var row = await Context.Rooms.FirstOrDefaultAsync(room => room.Id == roomId.Value, ct);
        var members = await Context.Members.Where(member => member.RoomId == roomId.Value && userIds.Contains(member.UserId))
            .ToDictionaryAsync(member => member.UserId, StringComparer.Ordinal, ct);
        return row is null ? null : new RoomRecord(row, members, RowReading.RuleOf(row, members.Values));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
