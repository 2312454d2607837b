using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>
/// Reads a session's messages in batches. It requests one message at a time, one in advance. With larger requests the client delays a
/// single message by 20 ms to fill a batch. Here a batch consists of prefetched messages.
/// </summary>
internal sealed class SessionReader : IAsyncDisposable
{
    // When the link closes during a receive, the client answers late or never.
    private static readonly TimeSpan LookAtLink = TimeSpan.FromSeconds(1);

    private readonly ServiceBusSessionReceiver _receiver;
    private readonly int _batchSize;
    private readonly TimeSpan _idle;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private Task<ServiceBusReceivedMessage?>? _next;

    /// <param name="receiver">A receiver that prefetches.</param>
    /// <param name="batchSize">Largest batch.</param>
    /// <param name="idle">Idle time after which the session ends.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Cancels at once.</param>
    public SessionReader(ServiceBusSessionReceiver receiver, int batchSize, TimeSpan idle, TimeProvider time, CancellationToken ct)
    {
        (_receiver, _batchSize, _idle, _time) = (receiver, batchSize, idle, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
    }

    /// <summary>Returns the next messages in order, as soon as there is one. Empty when the session is idle.</summary>
    /// <exception cref="ServiceBusException">The session is lost, or the broker cannot be reached.</exception>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReadAsync()
    {
        var batch = new List<ServiceBusReceivedMessage>();
        _next ??= AskAsync();
        do
        {
            if (await ArriveAsync(_next) is not { } message) break;
            batch.Add(message);
            _next = AskAsync();
        }
        while (batch.Count < _batchSize && _next.IsCompletedSuccessfully);
        return batch;
    }

    /// <summary>
    /// Cancels the pending request. A message that arrived is unsettled, and comes first with the next holder.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_next is { } next) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Completes at once when the message is prefetched.</summary>
    private Task<ServiceBusReceivedMessage?> AskAsync() => _receiver.ReceiveMessageAsync(_idle, _stop.Token)!;

    private async Task<ServiceBusReceivedMessage?> ArriveAsync(Task<ServiceBusReceivedMessage?> next)
    {
        while (!next.IsCompleted)
        {
            await ((Task)next).WaitAsync(LookAtLink, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Token.ThrowIfCancellationRequested();
            if (!next.IsCompleted) ThrowIfClosed();
        }
        if (await next is { } message) return message;
        // A closing link also returns no message.
        ThrowIfClosed();
        return null;
    }

    private void ThrowIfClosed()
    {
        if (_receiver.IsClosed) throw new ServiceBusException("The session's link is closed.", ServiceBusFailureReason.SessionLockLost);
    }
}
