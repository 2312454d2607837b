using System.Net.WebSockets;
using RoomChat.Contracts;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Transports;

/// <summary>One WebSocket from accept to close: the loop that reads and acts. What is to be written the connection writes.</summary>
internal sealed partial class WebSocketSession(
    WebSocket socket, Connection connection, Memberships memberships, ActionDispatcher dispatcher, ConnectionOptions options, TimeProvider time,
    ILogger<WebSocketSession> logger)
{
    private readonly ActionBudget _budget = new(options, time);
    private readonly FrameBuffer _buffer = new(options.MaxFrameBytes);
    private int _badFramesInARow;

    /// <summary>Runs until the connection is closed and its client had the time to hear why. Does not throw for what a client or its network does.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ReceiveAsync()) await AnswerAsync();
            connection.Close(CloseCode.Normal);
            await ReadCloseAsync();
        }
        catch (OperationCanceledException) when (connection.Closing.IsCancellationRequested)
        {
            LogInterrupted(connection.Id);
            await ReadCloseAsync();
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, connection.Id);
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
            if (received.MessageType == WebSocketMessageType.Close || connection.Closing.IsCancellationRequested) return false;
            if (received.MessageType == WebSocketMessageType.Binary) return Refuse(CloseCode.BinaryFrame);
            _buffer.Advance(received.Count);
            if (_buffer.IsTooLarge) return Refuse(CloseCode.FrameTooLarge);
            if (received.EndOfMessage) return true;
            received = await socket.ReceiveAsync(_buffer.Free(), CancellationToken.None);
        }
    }

    private async ValueTask AnswerAsync()
    {
        await connection.ReadyForActionAsync(connection.Closing);
        var frame = ClientFrameReader.Read(_buffer.Frame, out var error);
        var action = frame is null ? error!.Action : ActionNames.Of(frame);
        if (!_budget.TrySpend(action))
        {
            connection.Send(FrameEncoder.Encode(ActionRefused.RateLimited.ToFrame(action)));
        }
        else if (frame is null)
        {
            connection.Send(FrameEncoder.Encode(error!));
            if (++_badFramesInARow >= options.MaxBadFrames) Refuse(CloseCode.TooManyErrors);
        }
        else
        {
            _badFramesInARow = 0;
            await dispatcher.DispatchAsync(memberships, frame, connection.Closing);
        }
    }

    /// <summary>Reads on until the client's close frame, so that ours and what went before it are not lost in a reset. The connection ends it when that takes too long.</summary>
    private async Task ReadCloseAsync()
    {
        try
        {
            var ignored = new byte[1024];
            while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(ignored.AsMemory(), CancellationToken.None);
            await connection.WrittenAsync();
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, connection.Id);
        }
    }

    private bool Refuse(CloseCode code)
    {
        LogRefused(connection.Id, code.Code, code.Reason);
        connection.Close(code);
        return false;
    }

    private static bool IsLostClient(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    [LoggerMessage(LogLevel.Debug, "Connection {ConnectionId} was lost")]
    private partial void LogLost(Exception exception, string connectionId);

    [LoggerMessage(LogLevel.Debug, "Connection {ConnectionId} closed during an action")]
    private partial void LogInterrupted(string connectionId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} is closed: {Code} {Reason}")]
    private partial void LogRefused(string connectionId, int code, string reason);
}
