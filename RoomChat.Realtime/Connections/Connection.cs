using RoomChat.Contracts;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>One client's live socket on this instance, without a word about wires or rooms. Any thread may send and close; one loop writes.</summary>
internal sealed class Connection : IDisposable
{
    private static int _lastOrdinal;

    private readonly OutboundQueue _outbound;
    private readonly RealtimeMetrics _metrics;
    private readonly CancellationTokenSource _closing = new();
    private CloseCode? _closeCode;
    private Task _closingHeard = Task.CompletedTask;

    public Connection(Caller caller, ConnectionOptions options, RealtimeMetrics metrics)
    {
        Caller = caller;
        MaxAnswerBytes = options.MaxQueuedBytes / 2;
        Closing = _closing.Token;
        _outbound = new OutboundQueue(options.MaxQueuedBytes);
        _metrics = metrics;
    }

    public string Id { get; } = Guid.CreateVersion7().ToString("n");

    /// <summary>Counts connections of this process; spreads them over the shards of the registry.</summary>
    public int Ordinal { get; } = Interlocked.Increment(ref _lastOrdinal);

    public Caller Caller { get; }

    /// <summary>Cancelled when the connection begins to close.</summary>
    public CancellationToken Closing { get; }

    /// <summary>Why it closes; null while it is open.</summary>
    public CloseCode? CloseCode => Volatile.Read(ref _closeCode);

    public long QueuedBytes => _outbound.QueuedBytes;

    /// <summary>Most bytes that one answer may put into the queue (see <see cref="ReadyForActionAsync"/>).</summary>
    public int MaxAnswerBytes { get; }

    /// <summary>Queues a frame. A connection that reads too slowly is closed, so that nobody waits for it.</summary>
    public void Send(OutboundFrame frame)
    {
        if (!_outbound.TryEnqueue(frame)) Close(CloseCode.SlowConsumer);
    }

    /// <summary>Begins to close: what is queued is still written, except to a slow consumer. The first code stands.</summary>
    public void Close(CloseCode code)
    {
        if (Interlocked.CompareExchange(ref _closeCode, code, null) is not null) return;
        var isSlow = code == CloseCode.SlowConsumer;
        if (isSlow) _metrics.SlowConsumerClosed();
        // Not Cancel(): whoever waits on the token must not run here, under the lock of a feed.
        _closingHeard = _closing.CancelAsync();
        _outbound.Complete(discard: isSlow);
    }

    /// <summary>Waits until the queue has room for one more answer: a client that does not read its answers is not asked for more actions.</summary>
    public Task ReadyForActionAsync(CancellationToken ct) => _outbound.HalfEmptyAsync(ct);

    /// <summary>The writer loop: writes what is queued until the connection closes, then says why.</summary>
    public async Task WriteAsync(ITransport transport, CancellationToken ct)
    {
        var batch = new List<OutboundFrame>();
        while (await _outbound.TakeAsync(batch, ct))
        {
            await transport.WriteAsync(batch, ct);
            _outbound.Written(batch);
        }
        await _closingHeard;
        await transport.CloseAsync(CloseCode ?? CloseCode.Normal, ct);
    }

    /// <summary>After the close, when no loop runs any more.</summary>
    public void Dispose() => _closing.Dispose();
}
