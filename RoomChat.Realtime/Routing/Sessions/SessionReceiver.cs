using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>
/// Receives from subscriptions with sessions, one session after the other, each in its order. The order is the broker's promise: a
/// session's messages go to one holder at a time, and what it did not settle comes first again, also when its link broke.
/// </summary>
internal sealed partial class SessionReceiver(
    ServiceBusClient client, RoutingState state, InstanceIdentity instance, IOptions<RoutingOptions> options, TimeProvider time,
    ILogger<SessionReceiver> logger) : IDisposable
{
    // So that a busy session whose holder has left messages behind is given back, too. Each time is one delivery of those, of which there
    // are many.
    private static readonly TimeSpan GiveBackAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _probing = new(1, 1);

    // Prefetched messages are locked with their session, whose lock is renewed as long as it is served.
    private readonly ServiceBusSessionReceiverOptions _receiverOptions = new() { PrefetchCount = options.Value.BatchSize };

    /// <summary>Serves sessions until cancelled, one at a time. Says by <see cref="RoutingState"/> whether it can.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="repair">Asked to set things right after a failure, before the next attempt.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(SessionSource source, Func<CancellationToken, Task> repair, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ProbeAsync(source, ct);
                await ServeNextAsync(source, maxWait: null, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, source.Topic, options.Value.Retry);
                state.Failed(RoutingTrouble.Of(e, source.Topic, source.Subscription));
                await Task.Delay(options.Value.Retry, time, ct);
                await RepairAsync(repair, ct);
            }
        }
    }

    /// <summary>Takes what the sessions have at this moment; completes when none of them has anything.</summary>
    public async Task EmptyAsync(SessionSource source, CancellationToken ct)
    {
        while (await ServeNextAsync(source, options.Value.SessionIdle, ct)) { }
    }

    /// <summary>Takes what the next session has until it falls silent, and releases it.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="maxWait">How long to wait for a session with messages; null is as long as the client does.</param>
    /// <param name="ct">Ends it, and releases the session at once.</param>
    /// <returns>False when no session had messages.</returns>
    public async Task<bool> ServeNextAsync(SessionSource source, TimeSpan? maxWait, CancellationToken ct)
    {
        if (await AcceptAsync(source, maxWait, ct) is not { } accepted) return false;
        await using var receiver = accepted;
        LogSessionTaken(receiver.SessionId);
        await using var renewal = new SessionLockRenewal(receiver, time, logger);
        using var untilLost = CancellationTokenSource.CreateLinkedTokenSource(ct, renewal.Lost);
        try
        {
            await ReadAllAsync(receiver, source.Take, untilLost.Token);
            LogSessionReleased(receiver.SessionId);
        }
        catch (Exception e) when (IsLost(e, receiver, renewal) && !ct.IsCancellationRequested)
        {
            LogSessionLost(e);
            state.SessionLost();
        }
        return true;
    }

    public void Dispose() => _probing.Dispose();

    private async Task ReadAllAsync(ServiceBusSessionReceiver receiver, TakeBatch take, CancellationToken ct)
    {
        await using var reader = new SessionReader(receiver, options.Value.BatchSize, options.Value.SessionIdle, time, ct);
        long? leftAt = null;
        while (await reader.ReadAsync() is { Count: > 0 } batch)
        {
            if (!(await take(receiver, batch, ct)).IsAll) leftAt ??= time.GetTimestamp();
            // What was left comes again when the session is taken anew, by whomever.
            if (leftAt is { } left && time.GetElapsedTime(left) >= GiveBackAfter) return;
        }
    }

    /// <summary>
    /// The client says so in several ways: by its reason; by a receiver that closed itself when its link ended, and then throws as if it
    /// were disposed, or cancels what it was asked.
    /// </summary>
    private static bool IsLost(Exception exception, ServiceBusSessionReceiver receiver, SessionLockRenewal renewal) =>
        exception is ServiceBusException { Reason: ServiceBusFailureReason.SessionLockLost }
        || receiver.IsClosed
        || renewal.Lost.IsCancellationRequested;

    /// <summary>
    /// At the start and after a failure: takes a session that nobody sends to, because waiting for the next one with messages would say
    /// nothing for a minute about whether there can be any.
    /// </summary>
    private async Task ProbeAsync(SessionSource source, CancellationToken ct)
    {
        if (state.Trouble is null) return;
        await _probing.WaitAsync(ct);
        try
        {
            if (state.Trouble is null) return;
            await using var probe = await client.AcceptSessionAsync(
                source.Topic, source.Subscription, $"probe-{instance.Id}", cancellationToken: ct);
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

    /// <summary>
    /// The client waits as long as its retry options say; to wait for less, it is cancelled. Null when no session had messages.
    /// </summary>
    private async Task<ServiceBusSessionReceiver?> AcceptAsync(SessionSource source, TimeSpan? maxWait, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(maxWait ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await client.AcceptNextSessionAsync(source.Topic, source.Subscription, _receiverOptions, either.Token);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && (IsTimeout(e) || limit.IsCancellationRequested))
        {
            LogNothingToDo();
            return null;
        }
    }

    private static bool IsTimeout(Exception exception) =>
        exception is ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout };

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
