using System.Runtime.CompilerServices;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>
/// One joined room. Yields each message exactly once and in order over any number of reconnects, while the server keeps the history.
/// Lost history is reported as <see cref="RoomEvent.HistoryLost"/>. One reader at a time.
/// </summary>
public sealed class RoomSubscription : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(1);

    /// <summary>The server drops more frequent typing events (<c>docs/protocol.md</c>).</summary>
    private static readonly TimeSpan PauseOfTyping = TimeSpan.FromSeconds(2.5);

    private readonly Lock _gate = new();
    private readonly RoomChatClient _client;
    private readonly RoomChatClientOptions _options;
    private readonly RoomCursor _cursor;
    private readonly RoomEventQueue _events;
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _askAgainAt;
    private bool _readerBehind;
    private RoomEvent.HistoryLost? _unwrittenLoss;
    private long? _typingSentAt;

    internal RoomSubscription(RoomChatClient client, RoomChatClientOptions options, RoomId roomId, RoomPosition? since)
    {
        (_client, _options, RoomId) = (client, options, roomId);
        _cursor = new RoomCursor(since);
        _events = new RoomEventQueue(options.MaxQueuedEvents);
    }

    /// <summary>The room.</summary>
    public RoomId RoomId { get; }

    /// <summary>
    /// Position of the last message in the reader's queue. Give it as <c>since</c> to continue from here. Null before the first answer.
    /// </summary>
    public RoomPosition? Position
    {
        get { lock (_gate) return _cursor.Position; }
    }

    /// <summary>Completes when the server has answered the first request; fails when it refused.</summary>
    internal Task Joined => _joined.Task;

    /// <summary>Yields messages, losses and other events in order, until the room is left or the client is disposed.</summary>
    /// <exception cref="RoomChatException">The server does not let this client back in.</exception>
    public async IAsyncEnumerable<RoomEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        while (await _events.WaitToReadAsync(ct))
        {
            while (_events.TryRead(out var roomEvent)) yield return roomEvent!;
            if (CatchUp() is { } request) _client.TrySend(request);
        }
    }

    /// <summary>Like <see cref="ReadEventsAsync"/>, for readers that ignore losses.</summary>
    public async IAsyncEnumerable<ServerFrame.Message> ReadMessagesAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var roomEvent in ReadEventsAsync(ct))
        {
            if (roomEvent is RoomEvent.MessageReceived received) yield return received.Message;
        }
    }

    /// <summary>Gets kept messages, oldest first: the newest, or those before or after an offset. Does not affect the events.</summary>
    /// <param name="before">Gets the newest messages before this offset.</param>
    /// <param name="after">
    /// Gets the oldest messages after this position. The answer's <c>Recovered</c> is false when the log no longer has them. Excludes
    /// <paramref name="before"/>.
    /// </param>
    /// <param name="limit">
    /// Largest number of messages, 1 to <see cref="ProtocolLimits.MaxHistoryMessages"/>. The answer may hold fewer; its <c>HasMore</c> is
    /// true when there are more.
    /// </param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="RoomChatException">Not connected, refused, or no answer in time.</exception>
    public Task<ServerFrame.RoomHistory> GetHistoryAsync(
        long? before = null,
        RoomPosition? after = null,
        int limit = ProtocolLimits.DefaultHistoryMessages,
        CancellationToken ct = default) =>
        _client.GetHistoryAsync(new ClientFrame.History(RoomId.Value, before, after?.Offset, after?.Epoch, limit), ct);

    /// <summary>Gets the users in the room over all instances, and their number.</summary>
    /// <exception cref="RoomChatException">Not connected, refused, or no answer in time.</exception>
    public Task<ServerFrame.RoomPresence> GetMembersAsync(CancellationToken ct = default) =>
        _client.GetMembersAsync(new ClientFrame.Presence(RoomId.Value), ct);

    /// <summary>
    /// Tells the other members that the user is typing. Call it at every keystroke: the rate is limited. Not sent without a connection.
    /// </summary>
    public Task SendTypingAsync(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_typingSentAt is { } sentAt && _options.Time.GetElapsedTime(sentAt) < PauseOfTyping) return Task.CompletedTask;
            if (_client.TrySend(new ClientFrame.Typing(RoomId.Value))) _typingSentAt = _options.Time.GetTimestamp();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Sends the user's read position to the other members. The server drops it in rooms of many users. Not sent without a connection.
    /// </summary>
    /// <param name="offset">Offset of the last read message.</param>
    /// <returns>Whether it was sent.</returns>
    public bool TrySendRead(long offset) =>
        Position is { } position && _client.TrySend(new ClientFrame.Read(RoomId.Value, offset, position.Epoch));

    /// <summary>Leaves the room. The streams end.</summary>
    /// <exception cref="InvalidOperationException">The room is <see cref="RoomId.All"/>, which cannot be left.</exception>
    /// <exception cref="RoomChatException">The server did not answer. The client treats the room as left.</exception>
    public Task LeaveAsync(CancellationToken ct = default) => _client.LeaveAsync(this, ct);

    /// <summary>Leaves the room if it is still joined, without waiting for the answer.</summary>
    public ValueTask DisposeAsync()
    {
        _client.Forget(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns the frame that asks for everything after the position. Until its answer, messages are dropped.</summary>
    internal ClientFrame Request()
    {
        lock (_gate)
        {
            _cursor.Await();
            _askAgainAt = _options.Time.GetUtcNow() + _options.RequestTimeout;
            var position = _cursor.Position;
            return RoomId.IsAll
                ? new ClientFrame.Resume(position?.Offset, position?.Epoch)
                : new ClientFrame.Join(RoomId.Value, position?.Offset, position?.Epoch);
        }
    }

    /// <summary>Whether a refused or unanswered request is due again.</summary>
    internal bool IsDue(DateTimeOffset now)
    {
        lock (_gate) return _askAgainAt <= now;
    }

    internal void OnAnswer(RoomPosition position, bool recovered)
    {
        lock (_gate)
        {
            _askAgainAt = null;
            if (!_cursor.Answered(position, recovered)) Write(new RoomEvent.HistoryLost(position));
        }

        _joined.TrySetResult();
    }

    internal void OnReset(RoomPosition position)
    {
        lock (_gate)
        {
            _cursor.Reset(position);
            Write(new RoomEvent.HistoryLost(position));
        }
    }

    /// <summary>Handles a refused request. False when no caller waited for the answer, so that the error is still unreported.</summary>
    internal bool OnRefused(RoomChatException error)
    {
        if (RoomId.IsAll || (error.MayRetry && Joined.IsCompletedSuccessfully))
        {
            lock (_gate) _askAgainAt = _options.Time.GetUtcNow() + PauseAfterRefusal;
            return false;
        }

        // Forget also ends the wait, so wasWaiting is read before it. Ending the wait first would let the caller of the join continue and
        // leave a room that was never joined.
        var wasWaiting = !Joined.IsCompleted;
        _client.Forget(this, error);
        return wasWaiting;
    }

    /// <summary>Takes a message. True when messages before it are missing: the caller then asks for them.</summary>
    internal bool OnMessage(ServerFrame.Message message)
    {
        lock (_gate)
        {
            if (_readerBehind) return false;
            switch (_cursor.Judge(message.Offset))
            {
                case RoomCursor.Verdict.Gap:
                    return true;
                case RoomCursor.Verdict.Lost:
                    var before = _cursor.Position! with { Offset = message.Offset - 1 };
                    _cursor.Reset(before);
                    Write(new RoomEvent.HistoryLost(before));
                    goto case RoomCursor.Verdict.Deliver;
                case RoomCursor.Verdict.Deliver:
                    if (Write(new RoomEvent.MessageReceived(message))) _cursor.Advance(message.Offset);
                    break;
            }

            return false;
        }
    }

    /// <summary>Queues an ephemeral event. It is dropped when its queue is full.</summary>
    internal void OnEvent(RoomEvent roomEvent)
    {
        lock (_gate) _events.TryWrite(roomEvent);
    }

    internal void End(Exception? error)
    {
        _joined.TrySetException(error ?? new RoomChatException($"Room '{RoomId}' was left before the server answered."));
        _ = _joined.Task.Exception;   // marks the exception as observed: there may be no waiting caller
        _events.Complete(error);
    }

    // With a full queue nothing is lost: the cursor stays, and the messages are requested again when the queue is empty.
    private bool Write(RoomEvent roomEvent)
    {
        var written = !_readerBehind && _events.TryWrite(roomEvent);
        _readerBehind = !written;
        if (!written) _unwrittenLoss = roomEvent as RoomEvent.HistoryLost ?? _unwrittenLoss;
        return written;
    }

    /// <summary>Called when the queue is empty. Returns the request for the messages that were not queued, or null.</summary>
    private ClientFrame? CatchUp()
    {
        lock (_gate)
        {
            // In one step under the lock: a message in between would look as if the messages before it were lost.
            var request = _readerBehind ? Request() : null;
            _readerBehind = false;
            if (_unwrittenLoss is { } loss)
            {
                _unwrittenLoss = null;
                Write(loss);
            }

            return request;
        }
    }
}
