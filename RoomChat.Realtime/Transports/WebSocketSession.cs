using System.Net.WebSockets;
using RoomChat.Contracts;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Transports;

/// <summary>One WebSocket from accept to close: a loop that reads and acts, and a loop that writes what is queued.</summary>
internal sealed partial class WebSocketSession(
    WebSocket socket, Connection connection, Memberships memberships, ActionDispatcher dispatcher, ConnectionOptions options, TimeProvider time,
    ILogger<WebSocketSession> logger)
{
    private readonly ActionBudget _budget = new(options, time);
    private int _badFramesInARow;

    /// <summary>Runs until the connection is closed and its client had the time to hear why. Does not throw for what a client or its network does.</summary>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        // From the first word of closing on the clock runs for both loops: a client that does not read, or does not answer, is cut off.
        await using var limit = connection.Closing.UnsafeRegister(_ => abort.CancelAfter(options.CloseTimeout), null);
        var writing = WriteAsync(abort);
        try
        {
            await ReadAsync(abort.Token);
        }
        finally
        {
            connection.Close(CloseCode.InternalError);
            await writing;
        }
    }

    private async Task WriteAsync(CancellationTokenSource abort)
    {
        try
        {
            await connection.WriteAsync(new WebSocketTransport(socket), abort.Token);
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, connection.Id);
            connection.Close(CloseCode.InternalError);
            await abort.CancelAsync();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            await ReadActionsAsync(ct);
            connection.Close(CloseCode.Normal);
            await ReadCloseAsync(ct);
        }
        catch (Exception e) when (IsLostClient(e))
        {
            LogLost(e, connection.Id);
        }
    }

    private async Task ReadActionsAsync(CancellationToken ct)
    {
        using var buffer = new FrameBuffer(ProtocolLimits.MaxClientFrameBytes);
        try
        {
            while (await ReceiveAsync(buffer, ct)) await AnswerAsync(buffer);
        }
        catch (OperationCanceledException) when (connection.Closing.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            LogInterrupted(connection.Id);
        }
    }

    /// <summary>Reads one whole text frame; false when the connection is to be closed.</summary>
    private async Task<bool> ReceiveAsync(FrameBuffer buffer, CancellationToken ct)
    {
        buffer.Clear();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.Free(), ct);
            if (received.MessageType == WebSocketMessageType.Close || connection.Closing.IsCancellationRequested) return false;
            if (received.MessageType == WebSocketMessageType.Binary) return Refuse(CloseCode.BinaryFrame);
            buffer.Advance(received.Count);
            if (buffer.IsTooLarge) return Refuse(CloseCode.FrameTooLarge);
            if (received.EndOfMessage) return true;
        }
    }

    private async Task AnswerAsync(FrameBuffer buffer)
    {
        await connection.ReadyForActionAsync(connection.Closing);
        var frame = ClientFrameReader.Read(buffer.Frame, out var error);
        if (!_budget.TrySpend())
        {
            var action = frame is null ? error!.Action : ActionNames.Of(frame);
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

    /// <summary>Reads on until the client's close frame, so that ours and what went before it are not lost in a reset.</summary>
    private async Task ReadCloseAsync(CancellationToken ct)
    {
        var ignored = new byte[1024];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent) await socket.ReceiveAsync(ignored.AsMemory(), ct);
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
