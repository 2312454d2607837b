using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Presence;

/// <summary>
/// Removes the members of dead instances. Compares this instance's written members with its real ones, a few rooms at a time: after a
/// failover Redis may have lost the last changes.
/// </summary>
internal sealed partial class MembersAudit(
    IRoomMembers members, IRoomCounts counts, MembersSheet sheet, RoomCensus census, PresenceNews news, InstanceIdentity instance,
    IOptions<PresenceOptions> options, TimeProvider time, ILogger<MembersAudit> logger) : BackgroundService
{
    private const int ReadsAtOnce = 128;
    // Number of rounds to check all rooms.
    private const int RoundsOfAll = 100;

    private HashSet<string> _knownInstances = new(StringComparer.Ordinal);
    private HashSet<RoomId> _seen = [];
    private int _nextRoom;

    /// <summary>One round: newly opened rooms, some of the others, and all rooms after the death of an instance.</summary>
    public async Task AuditOnceAsync(CancellationToken ct)
    {
        var rooms = sheet.Rooms;
        var toRead = ChooseRooms(rooms);
        // Entries are read before instances, so that an instance that starts to write in between counts as living.
        var strangers = new Dictionary<RoomId, HashSet<string>>();
        foreach (var chunk in toRead.Chunk(ReadsAtOnce))
        {
            foreach (var (roomId, instances) in await Task.WhenAll(chunk.Select(roomId => ReadAsync(roomId, ct))))
                strangers[roomId] = instances;
        }
        var living = (await counts.GetInstancesAsync(ct)).Append(instance.Id).ToHashSet(StringComparer.Ordinal);
        var died = _knownInstances.Except(living).ToList();
        if (died.Count > 0) LogDied(string.Join(", ", died));
        foreach (var chunk in (died.Count > 0 ? rooms : toRead).Chunk(ReadsAtOnce))
        {
            await Task.WhenAll(chunk.Select(roomId =>
                RemoveAsync(roomId, [.. died.Union(strangers.GetValueOrDefault(roomId, []).Except(living), StringComparer.Ordinal)], ct)));
        }
        (_knownInstances, _seen) = (living, [.. rooms]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AuditOnceAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogAuditFailed(e);
            }
        }
    }

    private List<RoomId> ChooseRooms(IReadOnlyList<RoomId> rooms)
    {
        var chosen = rooms.Where(roomId => !_seen.Contains(roomId)).ToHashSet();
        for (var i = 0; i < (rooms.Count + RoundsOfAll - 1) / RoundsOfAll; i++) chosen.Add(rooms[_nextRoom++ % rooms.Count]);
        return [.. chosen];
    }

    /// <summary>Reads a room, marks differences as due, and returns the instances with shares in it.</summary>
    private async Task<(RoomId RoomId, HashSet<string> Instances)> ReadAsync(RoomId roomId, CancellationToken ct)
    {
        var entries = await members.ReadAsync(roomId, ct);
        var ours = entries
            .Where(entry => entry.Instances.Contains(instance.Id, StringComparer.Ordinal))
            .Select(entry => entry.Member.User)
            .ToList();
        if (sheet.MarkDifferences(roomId, ours) is > 0 and var differences)
        {
            LogDifferences(roomId, differences);
            census.WriteSoon();
        }
        return (roomId, entries.SelectMany(entry => entry.Instances).ToHashSet(StringComparer.Ordinal));
    }

    private async Task RemoveAsync(RoomId roomId, IReadOnlyList<string> instances, CancellationToken ct)
    {
        if (instances.Count > 0) news.Add(roomId, await members.RemoveAsync(roomId, instances, ct));
    }

    [LoggerMessage(LogLevel.Information, "Gone are {Instances}; removing their members from the rooms")]
    private partial void LogDied(string instances);

    [LoggerMessage(
        LogLevel.Information, "Room {RoomId}: {Count} members of this instance were not written as they are; writing them again")]
    private partial void LogDifferences(RoomId roomId, int count);

    [LoggerMessage(LogLevel.Warning, "The members could not be compared; the next round tries again")]
    private partial void LogAuditFailed(Exception exception);
}
