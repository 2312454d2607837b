using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>Receives from a subscription with sessions: whichever session has messages, one after the other, each in its order.</summary>
internal sealed partial class SessionReceiver(
    ServiceBusClient client, MessageIntake intake, RoutingState state, InstanceIdentity instance, IOptions<RoutingOptions> options, TimeProvider time,
    ILogger<SessionReceiver> logger) : IDisposable
{
    private readonly SemaphoreSlim _probing = new(1, 1);

    /// <summary>Serves sessions until cancelled, one at a time.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="subscription">Its subscription.</param>
    /// <param name="repair">Asked to set things right after a failure, before the next attempt.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(string topic, string subscription, Func<CancellationToken, Task> repair, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ProbeAsync(topic, subscription, ct);
                await ServeNextAsync(topic, subscription, maxWait: null, ct);
            }
            catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                LogNothingToDo();
            }
            catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.SessionLockLost)
            {
                LogSessionLost(e);
                state.SessionLost();
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, topic, options.Value.Retry);
                state.Failed(RoutingTrouble.Of(e, topic, subscription));
                await Task.Delay(options.Value.Retry, time, ct);
                await RepairAsync(repair, ct);
            }
        }
    }

    /// <summary>Takes what the sessions have at this moment; completes when none of them has anything.</summary>
    public async Task EmptyAsync(string topic, string subscription, CancellationToken ct)
    {
        try
        {
            while (true) await ServeNextAsync(topic, subscription, options.Value.SessionIdle, ct);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            LogNothingToDo();
        }
    }

    public void Dispose() => _probing.Dispose();

    /// <summary>
    /// At the start and after a failure: takes a session that nobody sends to, because waiting for the next one with messages would say nothing
    /// for a minute about whether there can be any.
    /// </summary>
    private async Task ProbeAsync(string topic, string subscription, CancellationToken ct)
    {
        if (state.Trouble is null) return;
        await _probing.WaitAsync(ct);
        try
        {
            if (state.Trouble is null) return;
            await using var probe = await client.AcceptSessionAsync(topic, subscription, $"probe-{instance.Id}", cancellationToken: ct);
            state.Works();
        }
        finally
        {
            _probing.Release();
        }
    }

    private async Task RepairAsync(Func<CancellationToken, Task> repair, CancellationToken ct)
    {
        try
        {
            await repair(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogNotRepaired(e);
        }
    }

    /// <summary>Takes what the next session has until it falls silent; disposing the receiver then releases it.</summary>
    private async Task ServeNextAsync(string topic, string subscription, TimeSpan? maxWait, CancellationToken ct)
    {
        await using var receiver = await AcceptAsync(topic, subscription, maxWait, ct);
        LogSessionTaken(receiver.SessionId);
        await using var renewal = new SessionLockRenewal(receiver, time, logger);
        using var untilLost = CancellationTokenSource.CreateLinkedTokenSource(ct, renewal.Lost);
        try
        {
            while (await receiver.ReceiveMessagesAsync(options.Value.BatchSize, options.Value.SessionIdle, ct) is { Count: > 0 } batch)
            {
                await intake.TakeAsync(receiver, batch, untilLost.Token);
            }
            LogSessionReleased(receiver.SessionId);
        }
        catch (OperationCanceledException e) when (renewal.Lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            LogSessionLost(e);
            state.SessionLost();
        }
    }

    /// <summary>The client waits as long as its retry options say; to wait for less, it is cancelled.</summary>
    private async Task<ServiceBusSessionReceiver> AcceptAsync(string topic, string subscription, TimeSpan? maxWait, CancellationToken ct)
    {
        if (maxWait is not { } wait) return await client.AcceptNextSessionAsync(topic, subscription, cancellationToken: ct);
        using var limit = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await client.AcceptNextSessionAsync(topic, subscription, cancellationToken: either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new ServiceBusException("No session had messages.", ServiceBusFailureReason.ServiceTimeout, innerException: e);
        }
    }

    [LoggerMessage(LogLevel.Debug, "No session has messages")]
    private partial void LogNothingToDo();

    [LoggerMessage(LogLevel.Debug, "Session {SessionId} is ours")]
    private partial void LogSessionTaken(string sessionId);

    [LoggerMessage(LogLevel.Debug, "Session {SessionId} is silent and released")]
    private partial void LogSessionReleased(string sessionId);

    [LoggerMessage(LogLevel.Warning, "A session's lock was lost; its unsettled messages come again")]
    private partial void LogSessionLost(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Receiving from topic {Topic} failed; trying again in {Retry}")]
    private partial void LogFailed(Exception exception, string topic, TimeSpan retry);

    [LoggerMessage(LogLevel.Warning, "What was broken at the broker could not be set right; trying again")]
    private partial void LogNotRepaired(Exception exception);
}
