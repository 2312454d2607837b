using RoomChat.Contracts;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// One client's open socket on this instance. It knows no rooms. Any thread may send and close; no thread waits for the client.
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

    /// <summary>Whose connection it is. Only what the caller may do, and for how long, changes: see <see cref="Renew"/>.</summary>
    public Caller Caller => Volatile.Read(ref _caller);

    /// <summary>Whether the caller may not do everything, or may not do so any more after a renewal. Does not change.</summary>
    public bool IsRestricted { get; }

    /// <summary>The rooms that it is in; null until it can be in one.</summary>
    public IMemberships? Memberships { get; set; }

    /// <summary>Cancelled when the connection begins to close.</summary>
    public CancellationToken Closing { get; }

    /// <summary>Why it closes; null while it is open.</summary>
    public CloseCode? CloseCode => Volatile.Read(ref _closeCode);

    /// <summary>The same caller with other grants, and another end of them.</summary>
    public void Renew(Caller caller)
    {
        if (caller.Id != Caller.Id) throw new ArgumentException("A connection stays with its caller.", nameof(caller));
        Volatile.Write(ref _caller, caller);
    }

    public long QueuedBytes => _outbound.QueuedBytes;

    /// <summary>Most bytes that one answer may put into the queue (see <see cref="ReadyForActionAsync"/>).</summary>
    public int MaxAnswerBytes => _options.MaxQueuedBytes / 2;

    /// <summary>Sends frames, or queues them. A connection that reads too slowly is closed, so that nobody waits for it.</summary>
    public void Send(OutboundFrame frames)
    {
        if (!_outbound.TrySend(_transport.Encode(frames))) Close(CloseCode.SlowConsumer);
    }

    /// <summary>Answers a ping of the client's.</summary>
    public void SendPong(ReadOnlyMemory<byte> frame) => _outbound.SendPong(frame);

    /// <summary>
    /// Begins to close: what is queued is still written, except to a slow consumer, and the client has some time to hear why. The first
    /// code stands.
    /// </summary>
    public void Close(CloseCode code)
    {
        if (Interlocked.CompareExchange(ref _closeCode, code, null) is not null) return;
        var isSlow = code == CloseCode.SlowConsumer;
        if (isSlow) _metrics.SlowConsumerClosed();
        _outbound.Complete(_transport.EncodeClose(code), discard: isSlow);
        _patience = _time.CreateTimer(static transport => ((ITransport)transport!).Abort(), _transport, _options.CloseTimeout, Timeout.InfiniteTimeSpan);
        // Not Cancel(): whoever waits on the token must not run here, in the middle of a fan-out.
        _ = _closing.CancelAsync();
    }

    /// <summary>Ends at once and without a word. Whoever reads from the client hears of it, and ends the rest.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>The client has said something, be it an answer to a ping.</summary>
    public void Heard() => Volatile.Write(ref _lastHeard, _time.GetTimestamp());

    /// <summary>A frame has begun, and the rest of it is not there yet. Said again, it changes nothing.</summary>
    public void AwaitFrame() => Interlocked.CompareExchange(ref _frameAwaitedSince, _time.GetTimestamp(), 0);

    /// <summary>The frame is there whole.</summary>
    public void FrameIsThere() => Volatile.Write(ref _frameAwaitedSince, 0);

    /// <summary>
    /// Asks a silent client for a sign of life, and lets go of one that gave none, or does not come to the end of a frame.
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
    /// Waits until the queue has room for one more answer: a client that does not read its answers is not asked for more actions.
    /// </summary>
    public Task ReadyForActionAsync(CancellationToken ct) => _outbound.HalfEmptyAsync(ct);

    /// <summary>After the close: completes when everything is written, or the time for it is over.</summary>
    public Task WrittenAsync() => _outbound.WrittenAsync();

    /// <summary>After the close, when nobody reads any more.</summary>
    public void Dispose()
    {
        _patience?.Dispose();
        _closing.Dispose();
    }
}
