using System.Globalization;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Limits how often users of the page join, and how many rooms they make by joining: the first join begins the room's log.
/// </summary>
internal sealed class JoinLimit(
    IOptions<JoinLimitOptions> options, PublishingLimits publishing, RoomFeeds feeds, IRoomLog log, LimitMetrics metrics, TimeProvider time)
{
    private readonly CallerLimit _joins = new("joins", options.Value.Joins, metrics, time);

    /// <summary>The refusal of a join above the limit; null when the join is allowed.</summary>
    public ActionRefused? RefusesJoin(Caller caller, RoomId roomId) => Refuses(_joins, caller, roomId, "You join too often");

    /// <summary>The refusal of a join that would make a room. A room that is open here has a log; for other rooms Redis is asked.</summary>
    public async Task<ActionRefused?> RefusesNewRoomAsync(Caller caller, RoomId roomId, CancellationToken ct)
    {
        if (!caller.IsUser || feeds.Has(roomId)) return null;
        var head = (await log.GetHeadsAsync([roomId], ct))[0];
        return head is { IsKnown: true, Head: null }
            ? Refuses(publishing.Rooms, caller, roomId, $"Room '{roomId}' would be new, and you make too many rooms")
            : null;
    }

    private static ActionRefused? Refuses(CallerLimit limit, Caller caller, RoomId roomId, string why)
    {
        if (!caller.IsUser || limit.Refuses(caller.Id, caller.Address) is not { } wait) return null;
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        var text = string.Create(CultureInfo.InvariantCulture, $"{why}. Try again in {seconds} s.");
        return new ActionRefused(ErrorCode.RateLimited, text, roomId.Value);
    }
}
