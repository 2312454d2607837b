using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Client;

/// <summary>
/// Messages on their way out. Each is sent until the server accepts it or refuses it for good, however long the network is away; a room's messages
/// go one after the other, in order. A message's id is fixed when it is put in, so that it is said once even when an answer was lost.
/// The queue is in memory: what is in it when the program ends is gone. Safe for use by several threads.
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
    /// <param name="publisher">The way of the messages.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="client">A second way, for requests that are not answered; not disposed.</param>
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

    /// <summary>Puts a message behind those of its room. Completes when the server has accepted it.</summary>
    /// <param name="roomId">The room; <see cref="RoomId.All"/> for everyone.</param>
    /// <param name="content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="messageId">The idempotency key, at most <see cref="ProtocolLimits.MaxMessageIdLength"/> characters; null for a new one.</param>
    /// <param name="onPostponed">Told why, each time that a try has failed and the next one is a while off.</param>
    /// <exception cref="RoomChatException">The server refused the message for good, the outbox is full, or it was disposed before the message could be sent.</exception>
    public Task<PublishAccepted> SendAsync(RoomId roomId, string content, string? messageId = null, Action<RoomChatException>? onPostponed = null)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(content);
        var message = new Outgoing(
            new PublishBody(content, roomId.Value, messageId ?? Guid.CreateVersion7(_options.Time.GetUtcNow()).ToString("N")), onPostponed);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_waiting >= _options.MaxMessages)
                return Task.FromException<PublishAccepted>(new RoomChatException($"{_waiting} messages wait to be sent already.") { MayRetry = true });
            _waiting++;
            if (_lines.TryGetValue(roomId, out var line)) line.Waiting.Enqueue(message);
            else Begin(roomId, message);
        }
        return message.Answer.Task;
    }

    /// <summary>
    /// Tries everything anew now, for instance because the network is known to be back: ends the waits before the next tries, and the tries
    /// under way, which may
    /// wait for an answer from a network that is gone.
    /// </summary>
    public void RetryNow()
    {
        Interlocked.Exchange(ref _network, new CancellationTokenSource()).Cancel();
        EndWaits();
    }

    /// <summary>Takes no more messages and sends those it has, for at most <see cref="RoomChatOutboxOptions.DrainTimeout"/>; the others fail.</summary>
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
            message.Answer.TrySetException(new RoomChatException("The message could not be sent in time; it may have been accepted all the same.", e) { MayRetry = true });
        }
        catch (Exception e)
        {
            // What happens to one message must not keep the next ones of its room.
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

    /// <summary>By HTTP, and after a while by the client as well. The message's id makes it one message, whichever way is first.</summary>
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

    /// <summary>What the connection answers; null when it has no answer, and the request may still have one.</summary>
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

    /// <summary>A room's messages, the one that is being sent at the head, and the task that sends them.</summary>
    private sealed record Line(Queue<Outgoing> Waiting, Task Sending);
}
