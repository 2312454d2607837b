using Microsoft.Extensions.Logging;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

// The connection loop: connect, join every room, receive, reconnect.
public sealed partial class RoomChatClient
{
    private readonly TaskCompletionSource _firstConnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReconnectSchedule _schedule;
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _running;

    private async Task RunAsync(CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            while (await ConnectOnceAsync(ct) is { } reason)
            {
                var wait = _schedule.Next();
                LogReconnecting(_options.Logger, reason, wait);
                var wake = Volatile.Read(ref _wake).Task;
                SetState(new ConnectionState.Reconnecting(_options.Time.GetUtcNow() + wait, reason));
                await Task.WhenAny(Task.Delay(wait, _options.Time, ct), wake);
                ct.ThrowIfCancellationRequested();
                SetState(new ConnectionState.Reconnecting(NextAttempt: null, reason));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            _firstConnected.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception e)
        {
            // The options' clock or source of jitter threw.
            Refused(new CloseCode(4500, e.Message));
        }
    }

    /// <summary>Runs one connection to its end. Returns the reason, or null when no further connection is allowed.</summary>
    private async Task<string?> ConnectOnceAsync(CancellationToken ct)
    {
        try
        {
            await using var socket = _options.CreateSocket();
            return await UseAsync(socket, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(_options.Logger, e);
            return _state is ConnectionState.Closed ? null : "The connection failed.";
        }
    }

    private async Task<string?> UseAsync(IFrameSocket socket, CancellationToken ct)
    {
        var started = _options.Time.GetTimestamp();
        try
        {
            await OpenAsync(socket, ct);
            started = _options.Time.GetTimestamp();
            var reason = await ServeAsync(socket, ct);
            if (socket.Closed is not { } closed || CloseCode.MayReconnect(closed.Code) || HasNextToken(closed)) return reason;
            Refused(closed);
            return null;
        }
        catch (RoomChatException e)
        {
            if (e.MayRetry) return e.Message;
            Refused(new CloseCode(4500, e.Message));
            return null;
        }
        finally
        {
            _schedule.ConnectionLasted(_options.Time.GetElapsedTime(started));
        }
    }

    private async Task OpenAsync(IFrameSocket socket, CancellationToken ct)
    {
        using var attempt = new ConnectAttempt(_options.ConnectTimeout, _options.Time, ct);
        _attempt = attempt;
        try
        {
            await socket.ConnectAsync(await _options.GetAddressAsync(attempt.Token), attempt.Token);
        }
        catch (OperationCanceledException e) when (attempt.IsLate && !ct.IsCancellationRequested)
        {
            throw new RoomChatException("The chat server does not answer.", e) { MayRetry = true };
        }
        finally
        {
            _attempt = null;
        }
    }

    private async Task<string> ServeAsync(IFrameSocket socket, CancellationToken ct)
    {
        var connection = new ChatConnection(socket, _options);
        _connection = connection;
        try
        {
            // The room of all comes first: its answer confirms that the connection works.
            Ask(Announcements);
            SendStatus();   // before the joins, so that the joins carry the status
            foreach (var subscription in _subscriptions.Values.Where(subscription => subscription != Announcements)) Ask(subscription);
            return await connection.RunAsync(OnFrame, OnTick, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await SayGoodbyeAsync(socket);
            throw;
        }
        finally
        {
            _connection = null;
            var error = new RoomChatException("The connection was lost.") { MayRetry = true };
            _roomLists.RefuseAll(error);
            RefuseQuestions(error);
            _leaves.AnswerAll(room => room);   // memberships end with the connection
        }
    }

    private async Task SayGoodbyeAsync(IFrameSocket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), _options.Time);
        try
        {
            await socket.CloseAsync(CloseCode.Normal, timeout.Token);
        }
        catch (Exception e)
        {
            LogFailed(_options.Logger, e);   // the close frame is optional: the socket is disposed next
        }
    }

    private void Refused(CloseCode reason)
    {
        var error = new RoomChatException(reason.Reason);
        LogRefused(_options.Logger, reason.Code, reason.Reason);
        SetState(new ConnectionState.Closed(reason));
        EndAll(error);
        _firstConnected.TrySetException(error);
        _ = _firstConnected.Task.Exception;   // marks the exception as observed: there may be no waiting caller
    }

    private void OnTick(bool isSilent)
    {
        // The client counts as connected only after the answer about the room of all.
        if (isSilent && _state is ConnectionState.Connected) SetState(new ConnectionState.Silent());
        else if (!isSilent && _state is ConnectionState.Silent) SetState(new ConnectionState.Connected());
        var now = _options.Time.GetUtcNow();
        foreach (var subscription in _subscriptions.Values)
        {
            if (subscription.IsDue(now)) Ask(subscription);
        }
    }

    private void OnFrame(ServerFrame frame)
    {
        switch (frame)
        {
            case ServerFrame.Message message:
                if (Find(message.RoomId) is { } room && room.OnMessage(message)) Ask(room);
                break;
            case ServerFrame.RoomJoined joined:
                Find(joined.RoomId)?.OnAnswer(new RoomPosition(joined.Offset, joined.Epoch), joined.Recovered);
                break;
            case ServerFrame.Resumed resumed:
                Volatile.Write(ref _user, resumed.User ?? _user);
                Announcements.OnAnswer(new RoomPosition(resumed.Offset, resumed.Epoch), resumed.Recovered);
                SetState(new ConnectionState.Connected());
                _firstConnected.TrySetResult();
                break;
            case ServerFrame.RoomReset reset:
                Find(reset.RoomId)?.OnReset(new RoomPosition(reset.Offset, reset.Epoch));
                break;
            case ServerFrame.RoomLeft left:
                if (RoomId.TryParse(left.RoomId, out var leftRoom)) _leaves.Answer(leftRoom, leftRoom);
                if (left.Reason is { } reason && Find(left.RoomId) is { } lost)
                    Forget(lost, new RoomChatException(left.Text) { Code = reason });
                break;
            case ServerFrame.RoomsInfo info:
                _roomLists.Answer("", info.Rooms);
                break;
            case ServerFrame.ActionError error:
                OnError(error);
                break;
            case ServerFrame.TokenExpiring:
                _ = RefreshTokenAsync();   // logs its own failure
                break;
            default:
                OnAnswerOrEvent(frame);
                break;
        }
    }

    private void OnError(ServerFrame.ActionError frame)
    {
        var mayRetry = frame.Code is ErrorCode.Unavailable or ErrorCode.RateLimited;
        var error = new RoomChatException(frame.Text) { Code = frame.Code, MayRetry = mayRetry };
        var handled = (frame.Action, Find(frame.RoomId)) switch
        {
            ("join", { } room) => room.OnRefused(error),
            ("resume", _) => Announcements.OnRefused(error),
            ("leave", _) => RoomId.TryParse(frame.RoomId, out var id) && LeaveRefused(id, error),
            ("get_rooms", _) => _roomLists.Refuse("", error),
            ("history", _) => _histories.Refuse(error),
            ("presence", _) => _presences.Refuse(error),
            ("publish", _) => _published.Refuse(error),
            ("status", _) when error.Code == ErrorCode.UnknownAction => true,   // an older server
            ("typing" or "read", _) => true,   // no caller waits for an answer
            _ => false,
        };
        if (!handled) Raise(ErrorReceived, error);
    }

    private bool LeaveRefused(RoomId roomId, RoomChatException error) =>
        error.Code == ErrorCode.NotJoined ? _leaves.Answer(roomId, roomId) : _leaves.Refuse(roomId, error);

    private RoomSubscription? Find(string? roomId) =>
        RoomId.TryParse(roomId, out var id) && _subscriptions.TryGetValue(id, out var subscription) ? subscription : null;

    [LoggerMessage(LogLevel.Information, "{Reason} Next attempt in {Wait}")]
    private static partial void LogReconnecting(ILogger logger, string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "The server does not let this client come back: {Code} {Reason}")]
    private static partial void LogRefused(ILogger logger, int code, string reason);

    [LoggerMessage(LogLevel.Error, "A handler of the client's events failed")]
    private static partial void LogHandlerFailed(ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Warning, "The connection failed")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
