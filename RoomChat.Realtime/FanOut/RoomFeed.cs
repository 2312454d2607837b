using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>
/// One room's ordered stream without gaps on this instance. Each message follows its predecessor. Messages lost by the channel are read
/// from the log. One lock guards all state. It is never held over an await or a send: one thread at a time sends the pending frames.
/// </summary>
internal sealed partial class RoomFeed : IRoomListener, IAsyncDisposable
{
    private const int ReadLimit = 500;
    // Messages received during a repair. The next gap or the audit finds dropped ones.
    private const int MaxWaiting = 1_000;
    private const int MaxCatchUpRounds = 20;
    private static readonly TimeSpan RepairRetry = TimeSpan.FromSeconds(1);

    private readonly IAudience _audience;
    private readonly IRoomLog _log;
    private readonly RealtimeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<RoomFeed> _logger;
    private readonly Action<Connection, Exception> _sendFailed;
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

    public RoomFeed(RoomId roomId, IAudience audience, IRoomLog log, RealtimeMetrics metrics, TimeProvider time, ILogger<RoomFeed> logger)
    {
        (RoomId, _audience, _log, _metrics, _time, _logger) = (roomId, audience, log, metrics, time, logger);
        _sendFailed = OnSendFailed;
    }

    public RoomId RoomId { get; }

    /// <summary>The last delivered message; null until the feed is open.</summary>
    public RoomPosition? Position
    {
        get
        {
            lock (_sync) return _position;
        }
    }

    /// <summary>Reads the start position from the log. The sources must push already, so that no message is missed.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var head = await _log.GetHeadAsync(RoomId, ct);
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

    /// <summary>Accepts a message from a source, in any order, also repeated. Returns at once; <see cref="Flush"/> sends it.</summary>
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
    /// Sends a message logged before the feed was opened to receivers that have not joined: they never ask for missed messages. A message
    /// that the feed itself has delivered is skipped.
    /// </summary>
    public void HearLate(LoggedMessage message)
    {
        lock (_sync)
        {
            if (_openedAt is null || message.Position.Epoch != _openedAt.Epoch || message.Position.Offset > _openedAt.Offset) return;
            _pending.Add(FrameEncoder.Encode(message), _audience.Members, message);
        }
        Flush();
    }

    /// <summary>Accepts an ephemeral event. It is sent between the messages, in the order of arrival.</summary>
    public void HearEvent(ReadOnlyMemory<byte> frame)
    {
        lock (_sync)
        {
            if (!_closed.IsCancellationRequested) _pending.Add(OutboundFrame.OfText(frame.Span), _audience.Members);
        }
    }

    /// <summary>Sends the pending frames, or leaves them to the thread that is sending. Never waits for a client.</summary>
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
                _metrics.Delivered(_sending.Send(_sendFailed));
            }
            finally
            {
                lock (_sync) _isSending = false;
            }
        }
    }

    /// <summary>Repairs the feed. Completes when it is at the end of the log.</summary>
    public Task RepairNowAsync(CancellationToken ct)
    {
        lock (_sync)
        {
            _repair ??= Task.Run(RepairAsync, CancellationToken.None);
            return _repair.WaitAsync(ct);
        }
    }

    /// <summary>
    /// Sends a connection its missed messages and, on a join, attaches it, without loss, duplicates or disorder. The log is copied outside
    /// the lock. When the copy has reached the feed's position, the answer joins the pending frames.
    /// </summary>
    /// <param name="connection">The receiver.</param>
    /// <param name="since">The last message seen; null to begin with the next message.</param>
    /// <param name="answer">Makes the answer, which is sent before the missed messages.</param>
    /// <param name="joins">Whether the connection receives the feed from here on.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The answer. It is sent by then, with all missed messages.</returns>
    public async Task<OutboundFrame> CatchUpAsync(
        Connection connection, RoomPosition? since, Func<CatchUp, ServerFrame> answer, bool joins, CancellationToken ct)
    {
        var missed = since is null ? null : new MissedMessages(since, connection.MaxAnswerBytes);
        for (var round = 0; missed is not null && round < MaxCatchUpRounds; round++)
        {
            if (TryHandOver(feed => missed.Finish(feed, _recent)) is { } caughtUp) return await SendAsync(caughtUp);
            var read = await _log.ReadSinceAsync(RoomId, missed.Position, ReadLimit, ct);
            if (read.Recovery != Recovery.Complete || !missed.TryAdd(read)) break;
            if (read.Messages.Count == 0) await RepairNowAsync(ct);
        }
        return await SendAsync(TryHandOver(static feed => new CatchUp(feed, Recovered: false, []))!.Value);

        (OutboundFrame Answer, Task Sent)? TryHandOver(Func<RoomPosition, CatchUp?> finish)
        {
            lock (_sync)
            {
                if (finish(_position!) is not { } catchUp) return null;
                var frame = FrameEncoder.Encode(answer(catchUp));
                var sent = _pending.AddAnswer([frame, .. catchUp.Missed], connection);
                if (joins) _audience.Add(connection);
                return (frame, sent);
            }
        }

        async Task<OutboundFrame> SendAsync((OutboundFrame Answer, Task Sent) handedOver)
        {
            Flush();
            await handedOver.Sent;
            return handedOver.Answer;
        }
    }

    /// <summary>Called every few seconds. Drops old frames.</summary>
    public void AgeRecent()
    {
        lock (_sync) _recent.Age();
    }

    /// <summary>Removes a receiver. When it completes, no more frames are sent to it.</summary>
    public Task DetachAsync(Connection connection)
    {
        lock (_sync)
        {
            _audience.Remove(connection);
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
        _pending.Add(frame, _audience.Members, message);
        _metrics.MessageFed();
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
        _pending.Add(FrameEncoder.Encode(new ServerFrame.RoomReset(RoomId.Value, position.Offset, position.Epoch)), _audience.Members);
    }

    /// <summary>The failed client must reconnect and resume. The others are not affected.</summary>
    private void OnSendFailed(Connection connection, Exception exception)
    {
        LogSendFailed(exception, RoomId, connection.Id);
        connection.Abort();
    }

    [LoggerMessage(LogLevel.Error, "Room {RoomId}: connection {ConnectionId} could not be sent to, and is ended")]
    private partial void LogSendFailed(Exception exception, RoomId roomId, string connectionId);
}
