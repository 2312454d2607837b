using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>
/// Receives from subscriptions with sessions, one session after the other, each in order. The broker guarantees the order: a session has
/// one holder at a time, and its unsettled messages come first again, also after a broken link.
/// </summary>
internal sealed partial class SessionReceiver(
    ServiceBusClient client, RoutingState state, InstanceIdentity instance, IOptions<RoutingOptions> options, TimeProvider time,
    ILogger<SessionReceiver> logger) : IDisposable
{
    // A busy session with messages left behind must be released too. Each release costs one of their many deliveries.
    private static readonly TimeSpan GiveBackAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _probing = new(1, 1);

    // Prefetched messages are locked with their session, whose lock is renewed while it is served.
    private readonly ServiceBusSessionReceiverOptions _receiverOptions = new() { PrefetchCount = options.Value.BatchSize };

    /// <summary>Serves sessions until cancelled, one at a time. Updates <see cref="RoutingState"/>.</summary>
    /// <param name="source">The subscription.</param>
    /// <param name="repair">Called after a failure, before the next attempt.</param>
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

    /// <summary>Takes the current messages of all sessions. Completes when no session has any.</summary>
    public async Task EmptyAsync(SessionSource source, CancellationToken ct)
    {
        while (await ServeNextAsync(source, options.Value.SessionIdle, ct)) { }
    }

    /// <summary>Takes the next session's messages until it is idle, and releases it.</summary>
    /// <param name="source">The subscription.</param>
    /// <param name="maxWait">Longest wait for a session with messages; null for the client's own limit.</param>
    /// <param name="ct">Cancels, and releases the session at once.</param>
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
            // Messages left behind come again with the next holder of the session.
            if (leftAt is { } left && time.GetElapsedTime(left) >= GiveBackAfter) return;
        }
    }

    /// <summary>
    /// The client reports a lost session in several ways: by its reason, or by a receiver that closed with its link. Such a receiver throws
    /// as if disposed, or cancels its requests.
    /// </summary>
    private static bool IsLost(Exception exception, ServiceBusSessionReceiver receiver, SessionLockRenewal renewal) =>
        exception is ServiceBusException { Reason: ServiceBusFailureReason.SessionLockLost }
        || receiver.IsClosed
        || renewal.Lost.IsCancellationRequested;

    /// <summary>
    /// At the start and after a failure: accepts an unused session. Waiting for a session with messages would give no result for a minute.
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
    /// The client's retry options set its wait. A shorter wait cancels it. Null when no session had messages.
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
