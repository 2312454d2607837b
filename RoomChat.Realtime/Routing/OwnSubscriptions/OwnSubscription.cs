using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// The subscription that this instance alone receives from. It is made at the start, and stands under the instance's lease: whoever crashes leaves it to the
/// others, who take what is still in it to the logs and remove it.
/// </summary>
internal sealed partial class OwnSubscription(
    InstanceSubscriptions subscriptions, SubscriptionHandover handover, IInstanceLeases leases, RoutingState state, InstanceIdentity instance,
    IOptions<RoutingOptions> options, TimeProvider time, ILogger<OwnSubscription> logger)
{
    private const int RenewalsInALease = 3;

    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the subscription has been made.</summary>
    public Task MadeAsync(CancellationToken ct) => _made.Task.WaitAsync(ct);

    /// <summary>Receives until cancelled, then leaves the subscription to others or removes it.</summary>
    /// <param name="firstRule">The rule that the subscription is made with.</param>
    /// <param name="whenMade">Brings the other rules into a subscription that was made just now: at the start, or because it had vanished.</param>
    /// <param name="take">Takes a batch into the logs and settles it.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(CreateRuleOptions firstRule, Func<CancellationToken, Task> whenMade, TakeBatch take, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Also while receiving fails: an instance that cannot have a subscription, because the quota is full of what others left, is one that can remove those.
        var beside = Task.WhenAll(RenewLeaseAsync(stop.Token), handover.RunAsync(stop.Token));
        try
        {
            while (!ct.IsCancellationRequested) await ReceivePatientlyAsync(firstRule, whenMade, take, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await handover.LeaveAsync();
        }
    }

    private async Task ReceivePatientlyAsync(CreateRuleOptions firstRule, Func<CancellationToken, Task> whenMade, TakeBatch take, CancellationToken ct)
    {
        try
        {
            if (await subscriptions.EnsureAsync(instance.Id, firstRule, ct)) await whenMade(ct);
            if (await subscriptions.HasSharedAsync(ct)) LogSharedIsThere(subscriptions.Topic);
            state.Works();
            _made.TrySetResult();
            await ReceiveAsync(take, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e, options.Value.Retry);
            state.Failed(RoutingTrouble.Of(e, subscriptions.Topic, InstanceSubscriptions.NameOf(instance.Id)));
            await Task.Delay(options.Value.Retry, time, ct);
        }
    }

    private async Task ReceiveAsync(TakeBatch take, CancellationToken ct)
    {
        await using var receiver = subscriptions.Receive(instance.Id);
        while (!ct.IsCancellationRequested)
        {
            var batch = await receiver.ReceiveMessagesAsync(options.Value.BatchSize, cancellationToken: ct);
            try
            {
                if (batch.Count > 0) await take(receiver, batch, ct);
            }
            catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessageLockLost)
            {
                LogLockLost(e);
            }
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

    [LoggerMessage(LogLevel.Warning, "Receiving failed; trying again in {Retry}")]
    private partial void LogFailed(Exception exception, TimeSpan retry);

    [LoggerMessage(LogLevel.Information, "A batch took longer than its messages were locked; they come again, and the log knows them")]
    private partial void LogLockLost(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Topic {Topic} still has the subscription of SharedSubscription, from which nobody receives now: delete it, or it fills and its messages come late when that strategy is chosen again")]
    private partial void LogSharedIsThere(string topic);

    [LoggerMessage(LogLevel.Warning, "This instance's lease could not be renewed; trying again")]
    private partial void LogNotRenewed(Exception exception);
}
