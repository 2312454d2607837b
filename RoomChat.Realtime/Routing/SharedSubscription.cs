using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// All instances share one subscription. Its sessions are the shards of the rooms: whoever holds a session appends its messages, in order, and
/// the rooms' channels bring them to every instance. Nothing at the broker depends on who is in which room.
/// </summary>
internal sealed partial class SharedSubscription(
    ServiceBusClient client, MessageIntake intake, RoutingState state, InstanceIdentity instance, IOptions<ServiceBusNames> names, RoomShards shards,
    IOptions<RoutingOptions> options, TimeProvider time, ILogger<SharedSubscription> logger) : IRoutingStrategy, IDisposable
{
    public const string StrategyName = "SharedSubscription";

    private readonly SemaphoreSlim _probing = new(1, 1);

    public string Name => StrategyName;

    /// <summary>As many loops as there are sessions, so that an instance that is alone serves them all at once.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(shards.Names.Select(_ => ServeSessionsAsync(ct)));

    public void Dispose() => _probing.Dispose();

    private async Task ServeSessionsAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ProbeAsync(ct);
                await using var receiver = await client.AcceptNextSessionAsync(names.Value.Topic, names.Value.Subscription, cancellationToken: ct);
                await ServeSessionAsync(receiver, ct);
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
                LogFailed(e, options.Value.Retry);
                state.Failed(RoutingTrouble.Of(e, names.Value));
                await Task.Delay(options.Value.Retry, time, ct);
            }
        }
    }

    /// <summary>
    /// At the start and after a failure: takes a session that nobody sends to, because waiting for the next one with messages would say nothing
    /// for a minute about whether there can be any.
    /// </summary>
    private async Task ProbeAsync(CancellationToken ct)
    {
        if (state.Trouble is null) return;
        await _probing.WaitAsync(ct);
        try
        {
            if (state.Trouble is null) return;
            await using var probe = await client.AcceptSessionAsync(names.Value.Topic, names.Value.Subscription, $"probe-{instance.Id}", cancellationToken: ct);
            state.Works();
        }
        finally
        {
            _probing.Release();
        }
    }

    /// <summary>Takes what the session has until it falls silent; disposing the receiver then releases it.</summary>
    private async Task ServeSessionAsync(ServiceBusSessionReceiver receiver, CancellationToken ct)
    {
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

    [LoggerMessage(LogLevel.Debug, "No session has messages")]
    private partial void LogNothingToDo();

    [LoggerMessage(LogLevel.Debug, "Session {SessionId} is ours")]
    private partial void LogSessionTaken(string sessionId);

    [LoggerMessage(LogLevel.Debug, "Session {SessionId} is silent and released")]
    private partial void LogSessionReleased(string sessionId);

    [LoggerMessage(LogLevel.Warning, "A session's lock was lost; its unsettled messages come again")]
    private partial void LogSessionLost(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Receiving failed; trying again in {Retry}")]
    private partial void LogFailed(Exception exception, TimeSpan retry);
}
