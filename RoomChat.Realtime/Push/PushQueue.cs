using System.Threading.Channels;
using RoomChat.Contracts;
using RoomChat.Messaging.EndedSessions;
using RoomChat.Messaging.Push;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Realtime.Push;

/// <summary>
/// Pushes messages to browsers of users without an open page. Messages wait here for push services; no other code waits for them. Messages
/// above the limit, or unsent when the instance ends, are not pushed. They are in the room's log.
/// </summary>
internal sealed partial class PushQueue(
    PushTargets targets, IPushSubscriptions subscriptions, PushSender sender, IRoomMembers members, IEndedSessions sessions,
    RoomPolicy policy, RealtimeMetrics metrics, TimeProvider time, ILogger<PushQueue> logger) : BackgroundService
{
    private const int MostWaiting = 1000;
    private const int AtOnce = 4;

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogFailed(logger, last, count));
    private readonly Channel<(ChatMessage Message, RoomPosition Position)> _waiting = Channel.CreateBounded<(ChatMessage, RoomPosition)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Adds a logged message. Does not wait.</summary>
    public void Add(ChatMessage message, RoomPosition position)
    {
        if (!message.RoomId.IsInternal && !message.RoomId.IsAll) _waiting.Writer.TryWrite((message, position));
    }

    public override void Dispose()
    {
        _failures.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (one, ct) =>
        {
            try
            {
                await TellAsync(one.Message, one.Position, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _failures.Add(e);
            }
        });

    private async Task TellAsync(ChatMessage message, RoomPosition position, CancellationToken ct)
    {
        var found = (await targets.FindAsync(message.RoomId, ct)).Where(target => IsFor(target, message)).ToList();
        if (found.Count == 0 || !await subscriptions.TryClaimAsync(message.RoomId, position, ct)) return;
        var users = found.Select(target => target.Subscription.User.Id).Distinct(StringComparer.Ordinal).ToList();
        var present = await members.FindAsync(message.RoomId, users, ct);
        var there = present.Members.Select(member => member.User.Id).ToHashSet(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            found.Where(target => !there.Contains(target.Subscription.User.Id)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (target, ct) => await TellAsync(target.Subscription, message, ct));
    }

    private async Task TellAsync(PushSubscription subscription, ChatMessage message, CancellationToken ct)
    {
        var hasEnded = await sessions.HasEndedAsync(subscription.SessionId, ct);
        var outcome = hasEnded ? PushOutcome.Gone : await sender.SendAsync(subscription, message, ct);
        metrics.Pushed(outcome.ToString());
        if (outcome != PushOutcome.Gone) return;
        await subscriptions.RemoveAsync(subscription, ct);
        targets.Forget(message.RoomId);
    }

    private bool IsFor(PushTarget target, ChatMessage message)
    {
        var user = target.Subscription.User;
        return user.Id != message.User.Id
            && (!target.MentionsOnly || Mention.Of(message.Content, user.Name))
            && policy.Allows(new Caller(user.Id, user.Name), RoomAction.Hear, message.RoomId);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} messages could not be pushed")]
    private static partial void LogFailed(ILogger logger, Exception? last, long count);
}
