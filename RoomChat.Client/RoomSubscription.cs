using System.Runtime.CompilerServices;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>
/// One joined room. Yields each message exactly once and in order, over any number of reconnects, while the server's history lasts;
/// when it does not, <see cref="RoomEvent.HistoryLost"/> says so. One reader at a time.
/// </summary>
public sealed class RoomSubscription : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(1);

    /// <summary>What the server lets through (<c>docs/protocol.md</c>): more often would be in vain.</summary>
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

    /// <summary>The last message handed to the reader's queue: what to give as <c>since</c> to go on from here. Null before the first answer.</summary>
    public RoomPosition? Position
    {
        get { lock (_gate) return _cursor.Position; }
    }

    /// <summary>Completes when the server has answered the first request; fails when it refused.</summary>
    internal Task Joined => _joined.Task;

    /// <summary>Messages, losses and what else happens, in order, until the room is left or the client is disposed.</summary>
    /// <exception cref="RoomChatException">The server does not let this client back in.</exception>
    public async IAsyncEnumerable<RoomEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        while (await _events.WaitToReadAsync(ct))
        {
            while (_events.TryRead(out var roomEvent)) yield return roomEvent!;
            if (CatchUp() is { } request) _client.TrySend(request);
        }
    }

    /// <summary>As <see cref="ReadEventsAsync"/>, for readers to whom losses do not matter.</summary>
    public async IAsyncEnumerable<ServerFrame.Message> ReadMessagesAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var roomEvent in ReadEventsAsync(ct))
        {
            if (roomEvent is RoomEvent.MessageReceived received) yield return received.Message;
        }
    }

    /// <summary>Kept messages: the newest, or those next to an offset, oldest first. Independent of the stream of events.</summary>
    /// <param name="before">The newest messages before this offset.</param>
    /// <param name="after">
    /// The oldest messages after this position; the answer's <c>Recovered</c> is false when the log no longer has them. Not together with <paramref name="before"/>.
    /// </param>
    /// <param name="limit">Most messages to give, 1 to <see cref="ProtocolLimits.MaxHistoryMessages"/>. The answer may hold fewer: its <c>HasMore</c> tells.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="RoomChatException">Not connected, refused, or no answer in time.</exception>
    public Task<ServerFrame.RoomHistory> GetHistoryAsync(
        long? before = null, RoomPosition? after = null, int limit = ProtocolLimits.DefaultHistoryMessages, CancellationToken ct = default) =>
        _client.GetHistoryAsync(new ClientFrame.History(RoomId.Value, before, after?.Offset, after?.Epoch, limit), ct);

    /// <summary>Who is in the room, over all instances, and how many in all.</summary>
    /// <exception cref="RoomChatException">Not connected, refused, or no answer in time.</exception>
    public Task<ServerFrame.RoomPresence> GetMembersAsync(CancellationToken ct = default) =>
        _client.GetMembersAsync(new ClientFrame.Presence(RoomId.Value), ct);

    /// <summary>
    /// Tells the others that the user is typing. Call it at every keystroke: it is sent once in a while, and not at all while there is no connection.
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
    /// Tells the others how far the user has read. In rooms of many users the server drops it; without a connection it is not sent.
    /// </summary>
    /// <param name="offset">Of the last message that was read.</param>
    /// <returns>Whether it was sent.</returns>
    public bool TrySendRead(long offset) =>
        Position is { } position && _client.TrySend(new ClientFrame.Read(RoomId.Value, offset, position.Epoch));

    /// <summary>Leaves the room; the streams end.</summary>
    /// <exception cref="InvalidOperationException">The room is <see cref="RoomId.All"/>, which nobody leaves.</exception>
    /// <exception cref="RoomChatException">The server did not answer. The room counts as left all the same.</exception>
    public Task LeaveAsync(CancellationToken ct = default) => _client.LeaveAsync(this, ct);

    /// <summary>Leaves the room if it still is joined, without waiting for the answer.</summary>
    public ValueTask DisposeAsync()
    {
        _client.Forget(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The frame that asks for everything after the position; from here to its answer nothing is taken.</summary>
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

    /// <summary>Whether a request was refused for the moment, or was never answered, and is due again.</summary>
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

    /// <summary>The server refused the request; false when nobody was waiting for its answer, so that nobody knows yet.</summary>
    internal bool OnRefused(RoomChatException error)
    {
        if (RoomId.IsAll || (error.MayRetry && Joined.IsCompletedSuccessfully))
        {
            lock (_gate) _askAgainAt = _options.Time.GetUtcNow() + PauseAfterRefusal;
            return false;
        }

        // Forgetting ends the wait, too. In the other order the caller of the join, who goes on at once, would leave a room that was never joined.
        var wasWaiting = !Joined.IsCompleted;
        _client.Forget(this, error);
        return wasWaiting;
    }

    /// <summary>Takes a message; true when it shows that messages are missing, which the caller then asks for.</summary>
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

    /// <summary>Takes an ephemeral event; one that finds no place is dropped.</summary>
    internal void OnEvent(RoomEvent roomEvent)
    {
        lock (_gate) _events.TryWrite(roomEvent);
    }

    internal void End(Exception? error)
    {
        _joined.TrySetException(error ?? new RoomChatException($"Room '{RoomId}' was left before the server answered."));
        _ = _joined.Task.Exception;   // observed: nobody may be waiting for the first answer
        _events.Complete(error);
    }

    // A full queue is no loss: the cursor stays, and the log is asked again when the reader has emptied the queue.
    private bool Write(RoomEvent roomEvent)
    {
        var written = !_readerBehind && _events.TryWrite(roomEvent);
        _readerBehind = !written;
        if (!written) _unwrittenLoss = roomEvent as RoomEvent.HistoryLost ?? _unwrittenLoss;
        return written;
    }

    /// <summary>The reader has read everything; the frame that asks for what found no place meanwhile, if any did.</summary>
    private ClientFrame? CatchUp()
    {
        lock (_gate)
        {
            // In one step: a message taken in between would be far from the last one, and look as if those before it were lost.
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
