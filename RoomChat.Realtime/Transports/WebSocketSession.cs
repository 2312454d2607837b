using System.Net.WebSockets;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>One WebSocket from accept to close: the loop that reads and acts. The connection writes.</summary>
internal sealed partial class WebSocketSession(
    WebSocket socket, Stream stream, ClientSession session, ConnectionOptions options, ILogger<WebSocketSession> logger)
{
    private readonly Connection _connection = session.Connection;
    private readonly FrameBuffer _buffer = new(options.MaxFrameBytes);

    /// <summary>
    /// Runs until the connection is closed and its client had time to read the code. Does not throw for faults of a client or its network.
    /// </summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ReceiveAsync()) await session.BeginAsync(_buffer.Frame);
            await session.AnsweredAsync();
            _connection.Close(CodeOfClient());
            await ReadCloseAsync();
        }
        catch (OperationCanceledException) when (_connection.Closing.IsCancellationRequested)
        {
            LogInterrupted(_connection.Id);
            await ReadCloseAsync();
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, _connection.Id);
            if (IsBrokenCompression(e)) _connection.Close(CloseCode.NotCompressed);
            // After invalid frames the framework may have closed the connection. Then the client can still read the close code.
            if (_connection.CloseCode is not null) await ReadRestAsync();
        }
        finally
        {
            _buffer.Clear();
        }
    }

    /// <summary>Reads one complete text frame. False when the connection must close.</summary>
    private async ValueTask<bool> ReceiveAsync()
    {
        _buffer.Clear();
        // Without a buffer at first: most clients are silent most of the time.
        var received = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        while (true)
        {
            if (received.MessageType == WebSocketMessageType.Close || _connection.Closing.IsCancellationRequested) return false;
            if (received.MessageType == WebSocketMessageType.Binary) return await RefuseAsync(CloseCode.BinaryFrame);
            _buffer.Advance(received.Count);
            if (_buffer.IsTooLarge) return await RefuseAsync(CloseCode.FrameTooLarge);
            if (received.EndOfMessage) return true;
            received = await ReceiveRestAsync();
        }
    }

    /// <summary>Reads more of a begun frame.</summary>
    private async ValueTask<ValueWebSocketReceiveResult> ReceiveRestAsync()
    {
        var receiving = socket.ReceiveAsync(_buffer.Free(), CancellationToken.None);
        if (!receiving.IsCompleted) _connection.AwaitFrame();
        var received = await receiving;
        if (received.EndOfMessage) _connection.FrameIsThere();
        else if (received.Count < TinyParts.Bytes) await WaitForTurnAsync();
        return received;
    }

    private async ValueTask WaitForTurnAsync()
    {
        var turn = session.TakeTinyPartAsync();
        if (!turn.IsCompleted) _connection.AwaitFrame();
        await turn;
    }

    /// <summary>
    /// Reads until the client's close frame, so that a reset does not lose the last frames. The connection's timeout ends it.
    /// </summary>
    private async Task ReadCloseAsync()
    {
        try
        {
            var ignored = new byte[1024];
            while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(ignored.AsMemory(), CancellationToken.None);
            await _connection.WrittenAsync();
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, _connection.Id);
            await ReadRestAsync();
        }
    }

    /// <summary>
    /// Reads and drops unreadable bytes until the client closes, so that a reset does not lose the close frame.
    /// </summary>
    private async Task ReadRestAsync()
    {
        try
        {
            await _connection.WrittenAsync();
            var ignored = new byte[1024];
            while (await stream.ReadAsync(ignored) > 0) { }
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, _connection.Id);
        }
    }

    /// <summary>A close means that the client has left, except with an own code, for example when the gateway stops.</summary>
    private CloseCode CodeOfClient() =>
        (int?)socket.CloseStatus is >= ProtocolLimits.FirstOwnCloseCode and var code
            ? new CloseCode(code, CloseCode.Normal.Reason)
            : CloseCode.Normal;

    private async ValueTask<bool> RefuseAsync(CloseCode code)
    {
        await session.AnsweredAsync();
        LogRefused(_connection.Id, code.Code, code.Reason);
        _connection.Close(code);
        return false;
    }

    /// <summary>The framework sends nothing to the client then, and throws without a code.</summary>
    private static bool IsBrokenCompression(Exception e) =>
        e is WebSocketException { WebSocketErrorCode: WebSocketError.Success, InnerException: null };

    private static bool IsLostClient(Exception e) =>
        e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    [LoggerMessage(LogLevel.Debug, "Connection {ConnectionId} was lost")]
    private partial void LogLost(Exception exception, string connectionId);

    [LoggerMessage(LogLevel.Debug, "Connection {ConnectionId} closed during an action")]
    private partial void LogInterrupted(string connectionId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} is closed: {Code} {Reason}")]
    private partial void LogRefused(string connectionId, int code, string reason);
}
