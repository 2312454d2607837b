using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>
/// Reads a session's messages in batches. It asks the client for one message at a time, one ahead. When asked for more, the client holds
/// back a lone message for 20 ms, to fill a batch. Here a batch is the messages that prefetching has already brought.
/// </summary>
internal sealed class SessionReader : IAsyncDisposable
{
    // The client answers late, or not at all, when the link closes under a waiting receive.
    private static readonly TimeSpan LookAtLink = TimeSpan.FromSeconds(1);

    private readonly ServiceBusSessionReceiver _receiver;
    private readonly int _batchSize;
    private readonly TimeSpan _idle;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private Task<ServiceBusReceivedMessage?>? _next;

    /// <param name="receiver">A receiver that prefetches.</param>
    /// <param name="batchSize">Most messages of a batch.</param>
    /// <param name="idle">Silence after which the session is at its end.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Ends reading at once.</param>
    public SessionReader(ServiceBusSessionReceiver receiver, int batchSize, TimeSpan idle, TimeProvider time, CancellationToken ct)
    {
        (_receiver, _batchSize, _idle, _time) = (receiver, batchSize, idle, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
    }

    /// <summary>The next messages in their order, as soon as there is one; none when the session is silent.</summary>
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
    /// Gives up the message that is asked for. If it came, it is unsettled, and comes first when the session is next held.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_next is { } next) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Completes at once when the message is there already.</summary>
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
        // A link that closes also answers that there is nothing.
        ThrowIfClosed();
        return null;
    }

    private void ThrowIfClosed()
    {
        if (_receiver.IsClosed) throw new ServiceBusException("The session's link is closed.", ServiceBusFailureReason.SessionLockLost);
    }
}
