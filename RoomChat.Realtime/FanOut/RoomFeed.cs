using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>
/// One room's ordered, gapless stream on this instance. A message is handed on only right after the one before it; what the channel lost is
/// read from the log. All state is under one lock, which is never held over an await or a send: one thread at a time hands on what is pending.
/// </summary>
internal sealed partial class RoomFeed(
    RoomId roomId, IAudience audience, IRoomLog log, RealtimeMetrics metrics, TimeProvider time, ILogger<RoomFeed> logger) : IRoomListener, IAsyncDisposable
{
    private const int ReadLimit = 500;
    // Messages that arrive while a gap is read; what does not fit is found by the next gap or by the audit.
    private const int MaxWaiting = 1_000;
    private const int MaxCatchUpRounds = 20;
    private static readonly TimeSpan RepairRetry = TimeSpan.FromSeconds(1);

    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly RecentFrames _recent = new();
    private readonly Queue<LoggedMessage> _waiting = new();
    private PendingFrames _pending = new();
    private PendingFrames _sending = new();
    private TaskCompletionSource? _quiet;
    private bool _isSending;
    private RoomPosition? _position;
    private RoomPosition? _openedAt;
    private Task? _repair;

    public RoomId RoomId { get; } = roomId;

    /// <summary>The last message handed on; null until the feed is open.</summary>
    public RoomPosition? Position
    {
        get
        {
            lock (_sync) return _position;
        }
    }

    /// <summary>Takes its place in the log from the log. The sources must push already, so that nothing falls in between.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var head = await log.GetHeadAsync(RoomId, ct);
        lock (_sync)
        {
            _position = _openedAt = head;
            if (!DeliverWaiting()) _repair ??= Task.Run(RepairAsync, CancellationToken.None);
        }
        Flush();
    }

    /// <summary>Ends repairs; nothing is delivered afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        Task? repair;
        lock (_sync) repair = _repair;
        if (repair is not null) await repair;
        _closed.Dispose();
    }

    /// <summary>Takes a message from a source, in any order and any number of times. Returns at once; <see cref="Flush"/> hands it on.</summary>
    public void Hear(LoggedMessage message)
    {
        lock (_sync)
        {
            if (_closed.IsCancellationRequested) return;
            if (_position is not null && _repair is null && TryDeliver(message)) return;
            if (_waiting.Count < MaxWaiting) _waiting.Enqueue(message);
            if (_position is not null && _repair is null) BeginRepair(message.Position);
        }
    }

    /// <summary>
    /// Hands on a message that was logged before the feed was opened, to those who hear rooms that they have not joined: nobody of them asks for what they missed.
    /// One that the feed has handed on itself is left out.
    /// </summary>
    public void HearLate(LoggedMessage message)
    {
        lock (_sync)
        {
            if (_openedAt is null || message.Position.Epoch != _openedAt.Epoch || message.Position.Offset > _openedAt.Offset) return;
            _pending.Add(FrameEncoder.Encode(message), audience.Members, message);
        }
        Flush();
    }

    /// <summary>Takes something that is not kept. It goes out between the messages, wherever it comes.</summary>
    public void HearEvent(ReadOnlyMemory<byte> frame)
    {
        lock (_sync)
        {
            if (!_closed.IsCancellationRequested) _pending.Add(OutboundFrame.OfText(frame.Span), audience.Members);
        }
    }

    /// <summary>Hands on what is pending, or leaves it to the thread that is at it. Never waits for a client.</summary>
    public void Flush()
    {
        while (true)
        {
            lock (_sync)
            {
                if (_isSending) return;
                if (_pending.IsEmpty)
                {
                    _quiet?.TrySetResult();
                    _quiet = null;
                    return;
                }
                (_pending, _sending) = (_sending, _pending);
                _isSending = true;
            }
            try
            {
                metrics.Delivered(_sending.Send());
            }
            finally
            {
                lock (_sync) _isSending = false;
            }
        }
    }

    /// <summary>Brings the feed to the end of the log; completes when it is there.</summary>
    public Task RepairNowAsync(CancellationToken ct)
    {
        lock (_sync)
        {
            _repair ??= Task.Run(RepairAsync, CancellationToken.None);
            return _repair.WaitAsync(ct);
        }
    }

    /// <summary>
    /// Gives a connection what it missed since a position and attaches it, so that nothing is missed, doubled or out of order: the log is
    /// copied outside of the lock, and <paramref name="attach"/> runs under it when the copy has reached the feed.
    /// </summary>
    /// <param name="since">The last message seen; null to begin with what comes next.</param>
    /// <param name="maxBytes">Most bytes of missed messages; more is not recovered.</param>
    /// <param name="attach">Enqueues the answer and the missed messages, and adds the connection. Must not wait.</param>
    /// <param name="ct">Gives up.</param>
    public async Task CatchUpAsync(RoomPosition? since, int maxBytes, Action<CatchUp> attach, CancellationToken ct)
    {
        var missed = since is null ? null : new MissedMessages(since, maxBytes);
        for (var round = 0; missed is not null && round < MaxCatchUpRounds; round++)
        {
            lock (_sync)
            {
                if (missed.Finish(_position!, _recent) is { } catchUp)
                {
                    attach(catchUp);
                    return;
                }
            }
            var read = await log.ReadSinceAsync(RoomId, missed.Position, ReadLimit, ct);
            if (read.Recovery != Recovery.Complete || !missed.TryAdd(read)) break;
            if (read.Messages.Count == 0) await RepairNowAsync(ct);
        }
        lock (_sync) attach(new CatchUp(_position!, Recovered: false, []));
    }

    /// <summary>Called every few seconds: lets go of frames that hardly anybody will ask for any more.</summary>
    public void AgeRecent()
    {
        lock (_sync) _recent.Age();
    }

    /// <summary>Adds to those who hear the feed.</summary>
    public void Attach(Connection connection)
    {
        lock (_sync) audience.Add(connection);
    }

    /// <summary>Removes from those who hear the feed: when it completes, nothing more comes.</summary>
    public Task DetachAsync(Connection connection)
    {
        lock (_sync)
        {
            audience.Remove(connection);
            if (!_isSending && _pending.IsEmpty) return Task.CompletedTask;
            _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _quiet.Task;
        }
    }

    private bool TryDeliver(LoggedMessage message)
    {
        var (offset, epoch) = message.Position;
        if (epoch != _position!.Epoch || offset > _position.Offset + 1) return false;
        if (offset <= _position.Offset) return IsRepeat(message);
        var frame = FrameEncoder.Encode(message);
        _position = message.Position;
        _recent.Add(frame);
        _pending.Add(frame, audience.Members, message);
        metrics.MessageFed();
        return true;
    }

    private bool DeliverWaiting()
    {
        while (_waiting.TryPeek(out var next) && TryDeliver(next)) _waiting.Dequeue();
        return _waiting.Count == 0;
    }

    private void Reset(RoomPosition position)
    {
        LogReset(RoomId, _position!, position);
        _position = position;
        _firstOther = null;
        _recent.Clear();
        _pending.Add(FrameEncoder.Encode(new ServerFrame.RoomReset(RoomId.Value, position.Offset, position.Epoch)), audience.Members);
    }
}
