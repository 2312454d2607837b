using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Routing.Sessions;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// Handover of a dead instance's subscription. Another instance appends its messages to the logs, and those that still arrive while the
/// clients reconnect elsewhere. Then it removes the subscription. So no message is lost and no subscription stays.
/// </summary>
internal sealed partial class SubscriptionHandover(
    InstanceSubscriptions subscriptions, SessionReceiver sessions, MessageIntake intake, IInstanceLeases leases, IRoomServers servers,
    InstanceIdentity instance, RoomShards shards, IOptions<RoutingOptions> routing, IOptions<OwnSubscriptionOptions> options,
    TimeProvider time, ILogger<SubscriptionHandover> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Task> _takenOver = new(StringComparer.Ordinal);
    private HashSet<string> _unknown = new(StringComparer.Ordinal);
    private long? _lookedAt;

    /// <summary>Searches for dead instances and takes over their subscriptions, until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(options.Value.FindEnded, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                try
                {
                    await LookAsync(ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    LogLookFailed(e);
                }
            }
        }
        finally
        {
            await Task.WhenAll(_takenOver.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _takenOver.Clear();
        }
    }

    /// <summary>At the end of this instance: another one takes over, or this one removes its subscription. Never throws.</summary>
    public async Task LeaveAsync()
    {
        using var limit = new CancellationTokenSource(options.Value.StopTimeout, time);
        try
        {
            if (await leases.HasOthersAsync(instance.Id, limit.Token)) await leases.EndAsync(instance.Id, limit.Token);
            else await EmptyAndRemoveAsync(instance.Id, grace: TimeSpan.Zero, isOurs: _ => Task.FromResult(true), limit.Token);
        }
        catch (Exception e)
        {
            LogNotLeft(e);
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        foreach (var (done, _) in _takenOver.Where(one => one.Value.IsCompleted).ToList()) _takenOver.Remove(done);
        if (_lookedAt is not { } lookedAt || time.GetElapsedTime(lookedAt) >= options.Value.FindUnknown) await FindUnknownAsync(ct);
        foreach (var ended in await leases.ClaimEndedAsync(instance.Id, ct))
        {
            if (!_takenOver.ContainsKey(ended)) _takenOver[ended] = TakeOverAsync(ended, ct);
        }
    }

    /// <summary>
    /// Finds subscriptions without a lease: Redis lost it, or the instance crashed before it had one. Living instances renew it in time.
    /// </summary>
    private async Task FindUnknownAsync(CancellationToken ct)
    {
        _lookedAt = time.GetTimestamp();
        var known = await leases.ReadAsync(ct);
        var unknown = (await subscriptions.ListAsync(ct)).Except(known, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        foreach (var nobodys in unknown.Intersect(_unknown, StringComparer.Ordinal)) await leases.EndAsync(nobodys, ct);
        _unknown = unknown;
    }

    private async Task TakeOverAsync(string ended, CancellationToken ct)
    {
        LogTakenOver(ended);
        try
        {
            await EmptyAndRemoveAsync(ended, options.Value.Grace, token => leases.KeepAsync(ended, instance.Id, token), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The lease ends again, and another instance continues.
            LogTakeOverFailed(e, ended);
        }
    }

    /// <summary>Takes all messages of an instance's subscription until it may be removed, then removes it.</summary>
    private async Task EmptyAndRemoveAsync(
        string instanceId, TimeSpan grace, Func<CancellationToken, Task<bool>> isOurs, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var backlog = new Backlog(options.Value.LockDuration, time);
        var source = new SessionSource(
            subscriptions.Topic,
            InstanceSubscriptions.NameOf(instanceId),
            (receiver, batch, token) => backlog.TakeAsync(batch, () => intake.TakeAsync(receiver, batch, token)));
        var taking = Task.WhenAll(shards.Names.Select(_ => TakePatientlyAsync(source, stop.Token)));
        try
        {
            if (await IsTakenAsync(instanceId, grace, isOurs, backlog, ct)) await RemoveAsync(instanceId, ct);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            LogGone(e, instanceId);
            await leases.RemoveAsync(instanceId, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Waits for the grace time. Then records that the rooms are not served: an instance that opens one treats messages as possibly lost.
    /// Then waits until all messages before that time are taken (a busy room never stops). False when another instance has taken over.
    /// </summary>
    private async Task<bool> IsTakenAsync(
        string instanceId, TimeSpan grace, Func<CancellationToken, Task<bool>> isOurs, Backlog backlog, CancellationToken ct)
    {
        var since = time.GetTimestamp();
        using var timer = new PeriodicTimer(LookAgain, time);
        do
        {
            if (!await isOurs(ct)) return false;
            if (time.GetElapsedTime(since) < grace) continue;
            if (!backlog.HasEnd)
            {
                await LeaveRoomsAsync(instanceId, ct);
                backlog.EndNow();
            }
            if (backlog.IsTaken || await subscriptions.IsEmptyAsync(instanceId, ct)) return true;
        }
        while (await timer.WaitForNextTickAsync(ct));
        return false;
    }

    private async Task RemoveAsync(string instanceId, CancellationToken ct)
    {
        await subscriptions.DeleteAsync(instanceId, ct);
        await leases.RemoveAsync(instanceId, ct);
        LogRemoved(instanceId);
    }

    private async Task TakePatientlyAsync(SessionSource source, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await sessions.ServeNextAsync(source, maxWait: null, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogNotTaken(e, source.Subscription);
                await Task.Delay(routing.Value.Retry, time, ct);
            }
        }
    }

    private async Task LeaveRoomsAsync(string instanceId, CancellationToken ct)
    {
        foreach (var roomId in await subscriptions.ReadRoomsAsync(instanceId, ct)) await servers.LeaveAsync(roomId, instanceId, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Looking for instances that are gone failed; trying again")]
    private partial void LogLookFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Instance {Ended} is gone; taking over what is in its subscription")]
    private partial void LogTakenOver(string ended);

    [LoggerMessage(LogLevel.Warning, "The subscription of instance {Ended} could not be emptied; trying again when its lease ends")]
    private partial void LogTakeOverFailed(Exception exception, string ended);

    [LoggerMessage(LogLevel.Warning, "The left subscription {Subscription} cannot be received from; trying again")]
    private partial void LogNotTaken(Exception exception, string subscription);

    [LoggerMessage(LogLevel.Information, "The subscription of instance {InstanceId} is gone already")]
    private partial void LogGone(Exception exception, string instanceId);

    [LoggerMessage(LogLevel.Information, "The subscription of instance {InstanceId} is empty and removed")]
    private partial void LogRemoved(string instanceId);

    [LoggerMessage(LogLevel.Warning, "This instance's subscription stays behind; another instance will find it")]
    private partial void LogNotLeft(Exception exception);
}
