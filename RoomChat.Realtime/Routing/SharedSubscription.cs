using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// All instances share one subscription. Its sessions are the shards of the rooms: whoever holds a session appends its messages, in order, and
/// the rooms' channels bring them to every instance. Nothing at the broker depends on who is in which room.
/// </summary>
internal sealed partial class SharedSubscription(
    ServiceBusClient client, MessageIntake intake, IOptions<ServiceBusNames> names, RoomShards shards, IOptions<RoutingOptions> options,
    TimeProvider time, ILogger<SharedSubscription> logger) : IRoutingStrategy
{
    public const string StrategyName = "SharedSubscription";

    public string Name => StrategyName;

    /// <summary>As many loops as there are sessions, so that an instance that is alone serves them all at once.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(shards.Names.Select(_ => ServeSessionsAsync(ct)));

    private async Task ServeSessionsAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
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
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, options.Value.Retry);
                await Task.Delay(options.Value.Retry, time, ct);
            }
        }
    }

    /// <summary>Takes what the session has until it falls silent; disposing the receiver then releases it.</summary>
    private async Task ServeSessionAsync(ServiceBusSessionReceiver receiver, CancellationToken ct)
    {
        LogSessionTaken(receiver.SessionId);
        await using var renewal = new SessionLockRenewal(receiver, time, logger);
        while (true)
        {
            var batch = await receiver.ReceiveMessagesAsync(options.Value.BatchSize, options.Value.SessionIdle, ct);
            if (batch.Count == 0) break;
            using var untilLost = CancellationTokenSource.CreateLinkedTokenSource(ct, renewal.Lost);
            await intake.TakeAsync(receiver, batch, untilLost.Token);
        }
        LogSessionReleased(receiver.SessionId);
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
