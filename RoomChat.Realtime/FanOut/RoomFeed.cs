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
internal sealed partial class RoomFeed : IRoomListener, IAsyncDisposable
{
    private const int ReadLimit = 500;
    // Messages that arrive while a gap is read; what does not fit is found by the next gap or by the audit.
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
            _pending.Add(FrameEncoder.Encode(message), _audience.Members, message);
        }
        Flush();
    }

    /// <summary>Takes something that is not kept. It goes out between the messages, wherever it comes.</summary>
    public void HearEvent(ReadOnlyMemory<byte> frame)
    {
        lock (_sync)
        {
            if (!_closed.IsCancellationRequested) _pending.Add(OutboundFrame.OfText(frame.Span), _audience.Members);
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
                _metrics.Delivered(_sending.Send(_sendFailed));
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
    /// Gives a connection what it missed since a position and, if it joins, attaches it, so that nothing is missed, doubled or out of order: the log is
    /// copied outside of the lock, and when the copy has reached the feed the answer takes its place among what is pending.
    /// </summary>
    /// <param name="connection">Who asks.</param>
    /// <param name="since">The last message seen; null to begin with what comes next.</param>
    /// <param name="answer">What the connection is told before the missed messages.</param>
    /// <param name="joins">Whether it hears the feed from here on.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The answer, which is sent by then, with all that was missed.</returns>
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

    /// <summary>Called every few seconds: lets go of frames that hardly anybody will ask for any more.</summary>
    public void AgeRecent()
    {
        lock (_sync) _recent.Age();
    }

    /// <summary>Removes from those who hear the feed: when it completes, nothing more comes.</summary>
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

    /// <summary>A client that cannot be sent to comes back and resumes; the others have theirs.</summary>
    private void OnSendFailed(Connection connection, Exception exception)
    {
        LogSendFailed(exception, RoomId, connection.Id);
        connection.Abort();
    }

    [LoggerMessage(LogLevel.Error, "Room {RoomId}: connection {ConnectionId} could not be sent to, and is ended")]
    private partial void LogSendFailed(Exception exception, RoomId roomId, string connectionId);
}
