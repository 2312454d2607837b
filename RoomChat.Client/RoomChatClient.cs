using System.Collections.Concurrent;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>
/// A connection to RoomChat that reconnects automatically. It keeps the position of every joined room and asks for missed messages
/// after a reconnect, so that each <see cref="RoomSubscription"/> continues at its position. Thread-safe; works in the browser.
/// </summary>
public sealed partial class RoomChatClient : IAsyncDisposable
{
    private readonly RoomChatClientOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ConcurrentDictionary<RoomId, RoomSubscription> _subscriptions = new();
    private readonly PendingAnswers<string, IReadOnlyDictionary<string, int>> _roomLists = new();
    private readonly PendingAnswers<RoomId, RoomId> _leaves = new();
    private volatile ChatConnection? _connection;
    private volatile ConnectAttempt? _attempt;
    private volatile ConnectionState _state = new ConnectionState.Connecting();

    /// <summary>Makes a client that is not connected yet.</summary>
    public RoomChatClient(RoomChatClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _schedule = new ReconnectSchedule(options.MinReconnectDelay, options.MaxReconnectDelay, options.Random);
        Announcements = new RoomSubscription(this, options, RoomId.All, since: null);
        _subscriptions[RoomId.All] = Announcements;
    }

    /// <summary>Raised after <see cref="State"/> has changed, on the client's own thread. Handlers must not block.</summary>
    public event Action<ConnectionState>? StateChanged;

    /// <summary>Raised for an error frame without a waiting call, on the client's own thread. Handlers must not block.</summary>
    public event Action<RoomChatException>? ErrorReceived;

    /// <summary>The current state.</summary>
    public ConnectionState State => _state;

    /// <summary>Messages to every client (room <see cref="RoomId.All"/>). No join is needed.</summary>
    public RoomSubscription Announcements { get; }

    /// <summary>
    /// Starts to connect, and waits until connected. Attempts continue until disposal: <paramref name="ct"/> only ends the wait.
    /// </summary>
    /// <exception cref="RoomChatException">The server refused, and a retry cannot help.</exception>
    public Task ConnectAsync(CancellationToken ct = default)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        lock (_firstConnected) _running ??= RunAsync(_disposed.Token);
        return _firstConnected.Task.WaitAsync(ct);
    }

    /// <summary>Joins a room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="since">Messages after this position are delivered too; null to start with the next message.</param>
    /// <param name="ct">Cancels the join.</param>
    /// <exception cref="InvalidOperationException">The room is joined already, or is <see cref="RoomId.All"/>.</exception>
    /// <exception cref="RoomChatException">The server refused, or did not answer in time.</exception>
    public async Task<RoomSubscription> JoinAsync(RoomId roomId, RoomPosition? since = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        var subscription = new RoomSubscription(this, _options, roomId, since);
        if (!_subscriptions.TryAdd(roomId, subscription)) throw new InvalidOperationException($"Room '{roomId}' is joined already.");
        try
        {
            Ask(subscription);
            await InTime(subscription.Joined, $"join of room '{roomId}'", ct);
            return subscription;
        }
        catch
        {
            Forget(subscription);
            throw;
        }
    }

    /// <summary>Returns the rooms that have members, and their number of members over all instances.</summary>
    /// <exception cref="RoomChatException">Not connected, or no answer in time.</exception>
    public async Task<IReadOnlyDictionary<string, int>> GetRoomsAsync(CancellationToken ct = default)
    {
        var answer = _roomLists.Add("");
        if (_connection?.TrySend(new ClientFrame.GetRooms()) != true)
            _roomLists.RefuseAll(new RoomChatException("Not connected.") { MayRetry = true });
        return await InTime(answer, "list of rooms", ct);
    }

    /// <summary>Ends the wait before the next attempt, for example because the network is back.</summary>
    public void RetryNow() =>
        Interlocked.Exchange(ref _wake, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>
    /// Checks the connection at once, for example because the network may have changed or a call has failed. The server must send a frame,
    /// or the running attempt must succeed, within <see cref="RoomChatClientOptions.ProbeTimeout"/>. A pending attempt begins now.
    /// </summary>
    public void CheckNow()
    {
        _connection?.Probe();
        _attempt?.Hurry(_options.ProbeTimeout);
        RetryNow();
    }

    /// <summary>Closes the connection and ends every subscription.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested) return;
        await _disposed.CancelAsync();
        if (_running is { } running) await running;
        SetState(_state as ConnectionState.Closed ?? new ConnectionState.Closed(CloseCode.Normal));
        EndAll(error: null);
        _disposed.Dispose();
    }

    internal void Ask(RoomSubscription subscription) => _connection?.TrySend(subscription.Request());

    internal async Task LeaveAsync(RoomSubscription subscription, CancellationToken ct)
    {
        if (subscription.RoomId.IsAll) throw new InvalidOperationException("Nobody leaves the room of all.");
        var left = _leaves.Add(subscription.RoomId);
        // There is no membership to end without a connection, or when the room was left already.
        if (!Forget(subscription)) _leaves.Answer(subscription.RoomId, subscription.RoomId);
        await InTime(left, $"leave of room '{subscription.RoomId}'", ct);
    }

    /// <summary>Ends a subscription. True when a leave was sent, which the server answers.</summary>
    internal bool Forget(RoomSubscription subscription, RoomChatException? error = null)
    {
        if (subscription.RoomId.IsAll || !_subscriptions.TryRemove(KeyValuePair.Create(subscription.RoomId, subscription))) return false;
        subscription.End(error);
        return error is null && _connection?.TrySend(new ClientFrame.Leave(subscription.RoomId.Value)) == true;
    }

    private async Task<T> InTime<T>(Task<T> answer, string what, CancellationToken ct)
    {
        await InTime((Task)answer, what, ct);
        return await answer;
    }

    private async Task InTime(Task answer, string what, CancellationToken ct)
    {
        try
        {
            await answer.WaitAsync(_options.RequestTimeout, _options.Time, ct);
        }
        catch (TimeoutException e)
        {
            throw new RoomChatException($"No answer to the {what} within {_options.RequestTimeout.TotalSeconds:0.#} s.", e)
            {
                MayRetry = true
            };
        }
    }

    private void SetState(ConnectionState state)
    {
        if (_state == state) return;
        _state = state;
        Raise(StateChanged, state);
    }

    /// <summary>Calls the handlers. A failing handler affects neither the connection nor the other handlers.</summary>
    private void Raise<T>(Action<T>? handlers, T value)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(value);
            }
            catch (Exception e)
            {
                LogHandlerFailed(_options.Logger, e);
            }
        }
    }

    private void EndAll(Exception? error)
    {
        foreach (var subscription in _subscriptions.Values) subscription.End(error);
        _subscriptions.Clear();
    }
}
