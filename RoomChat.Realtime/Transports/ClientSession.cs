using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// One client from its admission to its end. The transport passes the client's frames, one after the other.
/// </summary>
internal sealed class ClientSession(
    Memberships memberships,
    ActionDispatcher dispatcher,
    ActionBudget budget,
    int maxBadFrames,
    Action<Connection> ended) : IAsyncDisposable
{
    // Limit of a connection's messages without the broker's answer. Above it the reader waits.
    private const int MostUnderWay = 128;

    private int _badFramesInARow;
    private int _underWay;
    private Task _answered = Task.CompletedTask;

    public Connection Connection => memberships.Connection;

    /// <summary>
    /// Begins a frame's action. The outer task completes when the next frame may begin. The inner task completes when the answer is sent,
    /// in the order of the frames. Waits while the client does not read its answers.
    /// </summary>
    /// <param name="utf8">One complete frame; not used after the outer task.</param>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public async ValueTask<Task<ActionAnswer>> BeginAsync(ReadOnlyMemory<byte> utf8)
    {
        await Connection.ReadyForActionAsync(Connection.Closing);
        var frame = ClientFrameReader.Read(utf8.Span, out var error);
        var action = frame is null ? error!.Action : ActionNames.Of(frame);
        if (!budget.TrySpend(action)) return await RefuseAsync(ActionRefused.RateLimited.ToFrame(action));
        if (frame is not null)
        {
            _badFramesInARow = 0;
            if (_underWay >= MostUnderWay) await AnsweredAsync();
            if (_answered.IsCompleted) _underWay = 0;
            var answering = await dispatcher.BeginAsync(memberships, frame, _answered, Connection.Closing);
            (_answered, _underWay) = (answering.IsCompleted ? Task.CompletedTask : answering, _underWay + 1);
            return answering;
        }
        var refused = await RefuseAsync(error!);
        if (++_badFramesInARow >= maxBadFrames) Connection.Close(CloseCode.TooManyErrors);
        return refused;
    }

    /// <summary>Completes when all begun frames are answered.</summary>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public Task AnsweredAsync() => _answered.WaitAsync(Connection.Closing);

    /// <summary>Answers a ping. Limits the reading of a client that pings constantly.</summary>
    /// <param name="pong">One complete frame.</param>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public async ValueTask PongAsync(ReadOnlyMemory<byte> pong)
    {
        await budget.SpendPingOrPartAsync(Connection.Closing);
        Connection.SendPong(pong);
    }

    /// <summary>Slows down a client that sends frames in tiny parts. Each part costs as much as a frame.</summary>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public ValueTask TakeTinyPartAsync() => budget.SpendPingOrPartAsync(Connection.Closing);

    /// <summary>The client has disconnected: leaves its rooms.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection.Close(CloseCode.InternalError);
        ended(Connection);
        await memberships.DisposeAsync();
        Connection.Dispose();
    }

    private async Task<Task<ActionAnswer>> RefuseAsync(ServerFrame.ActionError error)
    {
        await AnsweredAsync();
        Connection.Send(FrameEncoder.Encode(error));
        return Task.FromResult(new ActionAnswer(Frame: null, error));
    }
}
