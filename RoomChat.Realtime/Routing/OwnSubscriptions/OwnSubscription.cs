using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Routing.Sessions;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// The subscription of this instance alone. It is made at the start, under the instance's lease. After a crash another instance appends
/// its remaining messages to the logs and removes it.
/// </summary>
internal sealed partial class OwnSubscription(
    InstanceSubscriptions subscriptions, SubscriptionHandover handover, SessionReceiver sessions, IInstanceLeases leases,
    RoutingState state, InstanceIdentity instance, RoomShards shards, IOptions<RoutingOptions> options, TimeProvider time,
    ILogger<OwnSubscription> logger) : IDisposable
{
    private const int RenewalsInALease = 3;

    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _making = new(1, 1);
    private bool _hasRules = true;

    /// <summary>Completes when the subscription exists.</summary>
    public Task MadeAsync(CancellationToken ct) => _made.Task.WaitAsync(ct);

    /// <summary>Receives until cancelled, then hands over or removes the subscription.</summary>
    /// <param name="firstRule">First rule of a new subscription.</param>
    /// <param name="whenMade">Adds the other rules to a new subscription: at the start, or after it was deleted.</param>
    /// <param name="take">Appends a batch to the logs and settles it.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(CreateRuleOptions firstRule, Func<CancellationToken, Task> whenMade, TakeBatch take, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Also without a subscription of its own: when the quota is full of abandoned subscriptions, this removes them.
        var beside = Task.WhenAll(RenewLeaseAsync(stop.Token), handover.RunAsync(stop.Token));
        try
        {
            await MakePatientlyAsync(firstRule, whenMade, ct);
            var source = new SessionSource(subscriptions.Topic, InstanceSubscriptions.NameOf(instance.Id), take);
            await Task.WhenAll(shards.Names.Select(_ => sessions.RunAsync(source, again => MakeAsync(firstRule, whenMade, again), ct)));
        }
        finally
        {
            await stop.CancelAsync();
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await handover.LeaveAsync();
        }
    }

    public void Dispose() => _making.Dispose();

    private async Task MakePatientlyAsync(CreateRuleOptions firstRule, Func<CancellationToken, Task> whenMade, CancellationToken ct)
    {
        while (!_made.Task.IsCompleted)
        {
            try
            {
                await MakeAsync(firstRule, whenMade, ct);
                if (await subscriptions.HasSharedAsync(ct)) LogSharedIsThere(subscriptions.Topic);
                _made.TrySetResult();
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, options.Value.Retry);
                state.Failed(RoutingTrouble.Of(e, subscriptions.Topic, InstanceSubscriptions.NameOf(instance.Id)));
                await Task.Delay(options.Value.Retry, time, ct);
            }
        }
    }

    /// <summary>Makes a missing subscription. Rules that could not be added are added the next time.</summary>
    private async Task MakeAsync(CreateRuleOptions firstRule, Func<CancellationToken, Task> whenMade, CancellationToken ct)
    {
        await _making.WaitAsync(ct);
        try
        {
            if (await subscriptions.EnsureAsync(instance.Id, firstRule, ct)) _hasRules = false;
            if (_hasRules) return;
            await whenMade(ct);
            _hasRules = true;
        }
        finally
        {
            _making.Release();
        }
    }

    private async Task RenewLeaseAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(leases.Duration / RenewalsInALease, time);
        do
        {
            try
            {
                await leases.RenewAsync(instance.Id, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogNotRenewed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    [LoggerMessage(LogLevel.Warning, "This instance's subscription could not be made; trying again in {Retry}")]
    private partial void LogFailed(Exception exception, TimeSpan retry);

    [LoggerMessage(
        LogLevel.Warning,
        "Topic {Topic} still has the subscription of SharedSubscription, from which nobody receives now: "
        + "delete it, or it fills and its messages come late when that strategy is chosen again")]
    private partial void LogSharedIsThere(string topic);

    [LoggerMessage(LogLevel.Warning, "This instance's lease could not be renewed; trying again")]
    private partial void LogNotRenewed(Exception exception);
}
