using RoomChat.Contracts;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// One client's open socket on this instance, independent of rooms. Any thread may send and close. No thread waits for the client.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly OutboundQueue _outbound;
    private readonly ITransport _transport;
    private readonly ConnectionOptions _options;
    private readonly RealtimeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Guid _id = Guid.CreateVersion7();
    private Caller _caller;
    private CloseCode? _closeCode;
    private ITimer? _patience;
    private long _lastHeard;
    private long _pingedAt;
    private long _frameAwaitedSince;

    public Connection(Caller caller, ITransport transport, ConnectionOptions options, RealtimeMetrics metrics, TimeProvider time)
    {
        _caller = caller;
        IsRestricted = !caller.Grants.IsEverything || caller.ExpiresAt is not null;
        (_transport, _options, _metrics, _time) = (transport, options, metrics, time);
        Closing = _closing.Token;
        _outbound = new OutboundQueue(transport, options.MaxQueuedBytes);
        _lastHeard = time.GetTimestamp();
    }

    public string Id => _id.ToString("n");

    /// <summary>The connection's caller. Only its permissions and expiry change: see <see cref="Renew"/>.</summary>
    public Caller Caller => Volatile.Read(ref _caller);

    /// <summary>Whether the caller's permissions are limited, or may become so by a renewal. Constant.</summary>
    public bool IsRestricted { get; }

    /// <summary>The connection's rooms; null until it can join.</summary>
    public IMemberships? Memberships { get; set; }

    /// <summary>Cancelled when the connection begins to close.</summary>
    public CancellationToken Closing { get; }

    /// <summary>The reason of the close; null while open.</summary>
    public CloseCode? CloseCode => Volatile.Read(ref _closeCode);

    /// <summary>Replaces permissions and expiry of the same caller.</summary>
    public void Renew(Caller caller)
    {
        if (caller.Id != Caller.Id) throw new ArgumentException("A connection stays with its caller.", nameof(caller));
        Volatile.Write(ref _caller, caller);
    }

    public long QueuedBytes => _outbound.QueuedBytes;

    /// <summary>Largest answer in bytes (see <see cref="ReadyForActionAsync"/>).</summary>
    public int MaxAnswerBytes => _options.MaxQueuedBytes / 2;

    /// <summary>Sends or queues frames. A client that reads too slowly is closed, so that senders never wait.</summary>
    public void Send(OutboundFrame frames)
    {
        if (!_outbound.TrySend(_transport.Encode(frames))) Close(CloseCode.SlowConsumer);
    }

    /// <summary>Answers a client's ping.</summary>
    public void SendPong(ReadOnlyMemory<byte> frame) => _outbound.SendPong(frame);

    /// <summary>
    /// Begins to close. Queued frames are still written, except to a slow consumer. The client has some time to read the code. The first
    /// code is kept.
    /// </summary>
    public void Close(CloseCode code)
    {
        if (Interlocked.CompareExchange(ref _closeCode, code, null) is not null) return;
        var isSlow = code == CloseCode.SlowConsumer;
        if (isSlow) _metrics.SlowConsumerClosed();
        _outbound.Complete(_transport.EncodeClose(code), discard: isSlow);
        _patience = _time.CreateTimer(
            static transport => ((ITransport)transport!).Abort(), _transport, _options.CloseTimeout, Timeout.InfiniteTimeSpan);
        // Not Cancel(): callbacks of the token must not run here, during a fan-out.
        _ = _closing.CancelAsync();
    }

    /// <summary>Ends at once without a close frame. The reader then ends the session.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>The client has sent bytes, for example a pong.</summary>
    public void Heard() => Volatile.Write(ref _lastHeard, _time.GetTimestamp());

    /// <summary>A frame has begun and is incomplete. Idempotent.</summary>
    public void AwaitFrame() => Interlocked.CompareExchange(ref _frameAwaitedSince, _time.GetTimestamp(), 0);

    /// <summary>The frame is complete.</summary>
    public void FrameIsThere() => Volatile.Write(ref _frameAwaitedSince, 0);

    /// <summary>
    /// Pings a silent client. Ends connections without a pong, or with an incomplete frame for too long.
    /// </summary>
    public void KeepAlive()
    {
        if (_transport.KeepsAlive) return;
        var now = _time.GetTimestamp();
        if (Volatile.Read(ref _frameAwaitedSince) is var begun and not 0 && _time.GetElapsedTime(begun, now) >= _options.FrameTimeout)
            Close(CloseCode.FrameTooSlow);
        var heard = Volatile.Read(ref _lastHeard);
        if (_time.GetElapsedTime(heard, now) < _options.KeepAliveInterval) return;
        if (_pingedAt <= heard)
        {
            _pingedAt = now;
            _outbound.SendPing(OutboundFrame.Ping.Wire);
        }
        else if (_time.GetElapsedTime(_pingedAt, now) >= _options.KeepAliveTimeout)
        {
            _transport.Abort();
        }
    }

    /// <summary>
    /// Waits until the queue has room for one more answer. While a client does not read its answers, its actions are not read.
    /// </summary>
    public Task ReadyForActionAsync(CancellationToken ct) => _outbound.HalfEmptyAsync(ct);

    /// <summary>After the close: completes when everything is written, or at the timeout.</summary>
    public Task WrittenAsync() => _outbound.WrittenAsync();

    /// <summary>Called after the close, when the reader has ended.</summary>
    public void Dispose()
    {
        _patience?.Dispose();
        _closing.Dispose();
    }
}
