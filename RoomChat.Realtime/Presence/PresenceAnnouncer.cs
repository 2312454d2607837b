using System.Text.Json;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Presence;

/// <summary>Announces presence changes to rooms: one frame for a short time, and in large rooms only the number of users.</summary>
internal sealed partial class PresenceAnnouncer(
    PresenceNews news,
    IRoomMembers members,
    IRoomChannel channel,
    RealtimeMetrics metrics,
    IOptions<PresenceOptions> options,
    TimeProvider time,
    ILogger<PresenceAnnouncer> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<RoomId, long> _largeToldAt = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await news.HasNewsAsync().WaitAsync(stoppingToken);
            await Task.Delay(options.Value.Every, time, stoppingToken);
            if (!await TellDueAsync(stoppingToken)) await Task.Delay(RetryAfter, time, stoppingToken);
        }
    }

    /// <summary>Announces to every due room. False after failures; the failed rooms are due again.</summary>
    private async Task<bool> TellDueAsync(CancellationToken ct)
    {
        foreach (var (roomId, toldAt) in _largeToldAt)
        {
            if (time.GetElapsedTime(toldAt) >= options.Value.LargeRoomEvery) _largeToldAt.Remove(roomId);
        }
        var rooms = news.Take(roomId => !_largeToldAt.ContainsKey(roomId));
        var outcomes = await Task.WhenAll(rooms.Select(room => TellAsync(room.Key, room.Value, ct)));
        foreach (var told in outcomes.Where(outcome => outcome.IsLarge)) _largeToldAt[told.RoomId] = time.GetTimestamp();
        var failures = outcomes.Where(outcome => outcome.Failure is not null).ToList();
        if (failures.Count > 0) LogNotTold(failures[0].Failure!, failures.Count);
        return failures.Count == 0;
    }

    private async Task<Outcome> TellAsync(RoomId roomId, IReadOnlyCollection<MemberNews> of, CancellationToken ct)
    {
        try
        {
            var isLarge = of.Count > options.Value.LargeRoom;
            // Read now, so that of two instances the last announcement is current, and a user who entered and left is shown correctly.
            var found = await members.FindAsync(roomId, isLarge ? [] : [.. of.Select(member => member.User.Id)], ct);
            isLarge |= found.Count > options.Value.LargeRoom;
            if (Describe(roomId, of, found, isLarge) is { } frame)
            {
                await channel.PublishEventAsync(roomId, JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ServerFrame), ct);
                metrics.EventPublished("presence_changed");
            }
            return new Outcome(roomId, isLarge);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            news.Add(roomId, of);
            return new Outcome(roomId, IsLarge: false, e);
        }
    }

    /// <summary>The frame; null when it has no news for any receiver.</summary>
    private ServerFrame.PresenceChanged? Describe(
        RoomId roomId, IReadOnlyCollection<MemberNews> of, MembersFound found, bool isLarge)
    {
        var moved = of.Where(member => member.HasMoved).Select(member => member.User).ToList();
        if (isLarge) return moved.Count > 0 ? new ServerFrame.PresenceChanged(roomId.Value, found.Count) : null;
        var ids = moved.Select(user => user.Id).ToHashSet(StringComparer.Ordinal);
        var there = found.Members.OrderBy(member => member.Since).ThenBy(member => member.User.Id, StringComparer.Ordinal)
            .Select(member => options.Value.Told(member, found.Count)).ToLookup(member => ids.Contains(member.User.Id));
        List<RoomMember> joined = [.. there[true]], changed = [.. there[false]];
        var left = moved.ExceptBy(joined.Select(member => member.User.Id), user => user.Id)
            .OrderBy(user => user.Id, StringComparer.Ordinal).ToList();
        // A user alone in the room still gets changes, because another tab may have made them.
        var isAlone = found.Count == 0 || (found.Count == 1 && joined.Count == 1 && left.Count == 0);
        if (isAlone || (joined.Count == 0 && left.Count == 0 && changed.Count == 0)) return null;
        return new ServerFrame.PresenceChanged(roomId.Value, found.Count, joined, left, changed.Count > 0 ? changed : null);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} rooms could not be told who came and went; trying again")]
    private partial void LogNotTold(Exception exception, int count);

    private sealed record Outcome(RoomId RoomId, bool IsLarge, Exception? Failure = null);
}
