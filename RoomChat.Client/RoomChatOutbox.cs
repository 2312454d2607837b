using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Client;

/// <summary>
/// Queue of outgoing messages. Each message is retried until the server accepts it or refuses it for good. A room's messages are sent
/// one at a time, in order. A message keeps its id over all retries, so that the server logs it once. The queue is in memory: it is lost
/// when the program ends. Thread-safe.
/// </summary>
public sealed class RoomChatOutbox : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RoomId, Line> _lines = [];
    private readonly CancellationTokenSource _over = new();
    private readonly RoomChatPublisher _publisher;
    private readonly RoomChatClient? _client;
    private readonly RoomChatOutboxOptions _options;
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _network = new();
    private int _waiting;
    private bool _isClosed;

    /// <summary>An empty outbox.</summary>
    /// <param name="publisher">Sends the messages over HTTP.</param>
    /// <param name="options">Limits and delays.</param>
    /// <param name="client">Second way, used when HTTP requests stay unanswered; not disposed.</param>
    public RoomChatOutbox(RoomChatPublisher publisher, RoomChatOutboxOptions? options = null, RoomChatClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        (_publisher, _client, _options) = (publisher, client, options ?? new RoomChatOutboxOptions());
    }

    /// <summary>Messages that are neither accepted nor refused yet.</summary>
    public int Waiting
    {
        get { lock (_gate) return _waiting; }
    }

    /// <summary>Queues a message behind the others of its room. Completes when the server has accepted it.</summary>
    /// <param name="roomId">The room; <see cref="RoomId.All"/> for everyone.</param>
    /// <param name="content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="messageId">
    /// The idempotency key, at most <see cref="ProtocolLimits.MaxMessageIdLength"/> characters; null for a new one.
    /// </param>
    /// <param name="onPostponed">Called with the error after each failed try that is followed by a wait.</param>
    /// <exception cref="RoomChatException">
    /// The server refused the message for good, the outbox is full, or it was disposed before the message could be sent.
    /// </exception>
    public Task<PublishAccepted> SendAsync(
        RoomId roomId, string content, string? messageId = null, Action<RoomChatException>? onPostponed = null)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(content);
        var message = new Outgoing(
            new PublishBody(content, roomId.Value, messageId ?? Guid.CreateVersion7(_options.Time.GetUtcNow()).ToString("N")), onPostponed);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_waiting >= _options.MaxMessages)
            {
                return Task.FromException<PublishAccepted>(
                    new RoomChatException($"{_waiting} messages wait to be sent already.") { MayRetry = true });
            }

            _waiting++;
            if (_lines.TryGetValue(roomId, out var line)) line.Waiting.Enqueue(message);
            else Begin(roomId, message);
        }
        return message.Answer.Task;
    }

    /// <summary>
    /// Retries every message now, for example because the network is back. Ends the waits before the next tries. Also ends running tries,
    /// which may wait for an answer from a network that is gone.
    /// </summary>
    public void RetryNow()
    {
        Interlocked.Exchange(ref _network, new CancellationTokenSource()).Cancel();
        EndWaits();
    }

    /// <summary>
    /// Accepts no more messages and sends the queued ones, for at most <see cref="RoomChatOutboxOptions.DrainTimeout"/>. The rest fails.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Task sent;
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            sent = Task.WhenAll(_lines.Values.Select(line => line.Sending));
        }
        EndWaits();
        using var limit = new CancellationTokenSource(_options.DrainTimeout, _options.Time);
        await using (limit.Token.UnsafeRegister(static over => ((CancellationTokenSource)over!).Cancel(), _over)) await sent;
        _over.Dispose();
    }

    private void EndWaits() =>
        Interlocked.Exchange(ref _wake, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void Begin(RoomId roomId, Outgoing first)
    {
        var waiting = new Queue<Outgoing>([first]);
        _lines.Add(roomId, new Line(waiting, Task.Run(() => SendRoomAsync(roomId, first, waiting))));
    }

    private async Task SendRoomAsync(RoomId roomId, Outgoing first, Queue<Outgoing> waiting)
    {
        for (var message = first; message is not null; message = Next(roomId, waiting)) await SendAsync(message);
    }

    private Outgoing? Next(RoomId roomId, Queue<Outgoing> waiting)
    {
        lock (_gate)
        {
            waiting.Dequeue();
            _waiting--;
            if (waiting.TryPeek(out var next)) return next;
            _lines.Remove(roomId);
            return null;
        }
    }

    private async Task SendAsync(Outgoing message)
    {
        var schedule = new ReconnectSchedule(_options.MinRetryDelay, _options.MaxRetryDelay, _options.Random);
        try
        {
            while (true)
            {
                var wake = Volatile.Read(ref _wake).Task;
                var outcome = await TryAsync(message.Body);
                if (Ends(message, outcome)) return;
                if (!wake.IsCompleted) message.OnPostponed?.Invoke(outcome.Error!);
                var wait = schedule.Next();
                if (outcome.RetryAfter > wait) wait = outcome.RetryAfter.Value;
                await Task.WhenAny(Task.Delay(wait, _options.Time, _over.Token), wake);
                _over.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException e) when (_over.IsCancellationRequested)
        {
            message.Answer.TrySetException(
                new RoomChatException(
                    "The message could not be sent in time; it may have been accepted all the same.", e)
                { MayRetry = true });
        }
        catch (Exception e)
        {
            // A failed message must not stop the next messages of its room.
            message.Answer.TrySetException(e);
        }
    }

    private async Task<RoomChatPublisher.Outcome> TryAsync(PublishBody body)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _options.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, Volatile.Read(ref _network).Token, timeout.Token);
        try
        {
            return await TryWaysAsync(body, any);
        }
        catch (OperationCanceledException e) when (!_over.IsCancellationRequested)
        {
            return new RoomChatPublisher.Outcome(Error: new RoomChatException("The chat server does not answer.", e) { MayRetry = true });
        }
    }

    /// <summary>Tries HTTP, and after a while the client too. The message's id makes both ways one message.</summary>
    private async Task<RoomChatPublisher.Outcome> TryWaysAsync(PublishBody body, CancellationTokenSource over)
    {
        var request = _publisher.TryAsync(body, over.Token);
        if (_client is null) return await request;
        await Task.WhenAny(request, Task.Delay(_options.SecondWayAfter, _options.Time, over.Token));
        if (request.IsCompleted) return await request;
        var second = TryClientAsync(_client, body, over.Token);
        await Task.WhenAny((Task)request, second);
        if (!second.IsCompleted || await second is not { } outcome) return await request;
        await over.CancelAsync();
        await ((Task)request).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return outcome;
    }

    /// <summary>Publishes over the connection. Null when that failed: the HTTP request may still succeed.</summary>
    private static async Task<RoomChatPublisher.Outcome?> TryClientAsync(RoomChatClient client, PublishBody body, CancellationToken ct)
    {
        try
        {
            var published = await client.PublishAsync(RoomId.Parse(body.RoomId!, null), body.Content!, body.MessageId, ct);
            return new RoomChatPublisher.Outcome(new PublishAccepted(published.MessageId, published.RoomId, published.Timestamp));
        }
        catch (RoomChatException e)
        {
            return e.MayRetry ? null : new RoomChatPublisher.Outcome(Error: e);
        }
    }

    private static bool Ends(Outgoing message, RoomChatPublisher.Outcome outcome)
    {
        if (outcome.Accepted is { } accepted) return message.Answer.TrySetResult(accepted);
        return !outcome.Error!.MayRetry && message.Answer.TrySetException(outcome.Error);
    }

    private sealed record Outgoing(PublishBody Body, Action<RoomChatException>? OnPostponed)
    {
        public TaskCompletionSource<PublishAccepted> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A room's messages, with the one being sent at the head, and the task that sends them.</summary>
    private sealed record Line(Queue<Outgoing> Waiting, Task Sending);
}
