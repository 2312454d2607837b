using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>Renews a session's lock while it is served. Renews at half of the remaining time.</summary>
internal sealed partial class SessionLockRenewal : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly ServiceBusSessionReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;

    public SessionLockRenewal(ServiceBusSessionReceiver receiver, TimeProvider time, ILogger logger)
    {
        (_receiver, _time, _logger) = (receiver, time, logger);
        Lost = _lost.Token;
        _renewing = Task.Run(RenewAsync);
    }

    /// <summary>Cancelled when the lock is lost. Messages in work cannot be settled then.</summary>
    public CancellationToken Lost { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var left = _receiver.SessionLockedUntil - _time.GetUtcNow();
                await Task.Delay(left / 2 > Shortest ? left / 2 : Shortest, _time, _stop.Token);
                await _receiver.RenewSessionLockAsync(_stop.Token);
            }
            catch (Exception e) when (IsLost(e) && !_stop.IsCancellationRequested)
            {
                LogLost(e, _receiver.SessionId);
                await _lost.CancelAsync();
                return;
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                LogNotRenewed(e, _receiver.SessionId);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>After its link was closed a receiver is closed too, and cannot renew.</summary>
    private bool IsLost(Exception exception) =>
        _receiver.IsClosed || exception is ServiceBusException { Reason: ServiceBusFailureReason.SessionLockLost };

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the lock is lost")]
    private partial void LogLost(Exception exception, string sessionId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the lock could not be renewed; trying again")]
    private partial void LogNotRenewed(Exception exception, string sessionId);
}
