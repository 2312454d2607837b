using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Realtime.Presence;

/// <summary>Lists the users in a room. The list of a large room is expensive, so concurrent callers share it.</summary>
internal sealed class MembersReader(IRoomMembers members, IOptions<PresenceOptions> options, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, (long At, Task<ServerFrame.RoomPresence> List)> _large = [];

    public async Task<ServerFrame.RoomPresence> ReadAsync(RoomId roomId, CancellationToken ct)
    {
        Task<ServerFrame.RoomPresence>? shared = null;
        lock (_sync)
        {
            if (_large.TryGetValue(roomId, out var kept))
                shared = IsFresh(kept.At) && !kept.List.IsFaulted ? kept.List : Keep(roomId, ReadNowAsync(roomId));
        }
        if (shared is not null) return await shared.WaitAsync(ct);
        var reading = ReadNowAsync(roomId);
        var list = await reading.WaitAsync(ct);
        if (list.Count > options.Value.LargeRoom)
        {
            lock (_sync) Keep(roomId, reading);
        }
        return list;
    }

    private Task<ServerFrame.RoomPresence> Keep(RoomId roomId, Task<ServerFrame.RoomPresence> list)
    {
        foreach (var (stale, _) in _large.Where(kept => !IsFresh(kept.Value.At)).ToList()) _large.Remove(stale);
        _large[roomId] = (time.GetTimestamp(), list);
        return list;
    }

    private bool IsFresh(long at) => time.GetElapsedTime(at) < options.Value.LargeRoomEvery;

    private async Task<ServerFrame.RoomPresence> ReadNowAsync(RoomId roomId)
    {
        // Shared by all waiting callers, so no caller's token may cancel it. Redis has its own timeout.
        var entries = await members.ReadAsync(roomId, CancellationToken.None);
        var listed = entries
            .Select(entry => entry.Member)
            .OrderBy(member => member.Since)
            .ThenBy(member => member.User.Id, StringComparer.Ordinal)
            .Take(ProtocolLimits.MaxListedMembers).Select(member => options.Value.Told(member, entries.Count));
        int? receipts = options.Value.ReceiptsUpTo is > 0 and var most ? most : null;
        return new ServerFrame.RoomPresence(roomId.Value, [.. listed], entries.Count, receipts);
    }
}
