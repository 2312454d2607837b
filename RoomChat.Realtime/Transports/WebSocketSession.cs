using System.Net.WebSockets;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports;

/// <summary>One WebSocket from accept to close: the loop that reads and acts. What is to be written the connection writes.</summary>
internal sealed partial class WebSocketSession(
    WebSocket socket, Stream stream, ClientSession session, ConnectionOptions options, ILogger<WebSocketSession> logger)
{
    private readonly Connection _connection = session.Connection;
    private readonly FrameBuffer _buffer = new(options.MaxFrameBytes);

    /// <summary>
    /// Runs until the connection is closed and its client had the time to hear why. Does not throw for what a client or its network does.
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
            // The framework may have found its frames broken, and had the connection closed: then the client is there, and is told why.
            if (_connection.CloseCode is not null) await ReadRestAsync();
        }
        finally
        {
            _buffer.Clear();
        }
    }

    /// <summary>Reads one whole text frame; false when the connection is to be closed.</summary>
    private async ValueTask<bool> ReceiveAsync()
    {
        _buffer.Clear();
        // Without a buffer at first: most of the time a client says nothing, and there are many of them.
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

    /// <summary>More of a frame that has begun.</summary>
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
    /// Reads on until the client's close frame, so that ours and what went before it are not lost in a reset. The connection ends it when
    /// that takes too long.
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
    /// Reads what cannot be understood any more until the client ends the connection, so that our last words are not lost in a reset.
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

    /// <summary>Whoever closes has left, unless its code says that it is sent elsewhere, as when the gateway in between stops.</summary>
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

    /// <summary>The framework says nothing to the client then, and no code to us.</summary>
    private static bool IsBrokenCompression(Exception e) =>
        e is WebSocketException { WebSocketErrorCode: WebSocketError.Success, InnerException: null };

    private static bool IsLostClient(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    [LoggerMessage(LogLevel.Debug, "Connection {ConnectionId} was lost")]
    private partial void LogLost(Exception exception, string connectionId);

    [LoggerMessage(LogLevel.Debug, "Connection {ConnectionId} closed during an action")]
    private partial void LogInterrupted(string connectionId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} is closed: {Code} {Reason}")]
    private partial void LogRefused(string connectionId, int code, string reason);
}
