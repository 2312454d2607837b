using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// One client from the moment it is let in until it is gone. Its transport brings it the client's frames, one after the other.
/// </summary>
internal sealed class ClientSession(
    Memberships memberships, ActionDispatcher dispatcher, ActionBudget budget, int maxBadFrames, Action<Connection> ended) : IAsyncDisposable
{
    // Messages of one connection that the broker has not answered yet. Then what is under way is waited for.
    private const int MostUnderWay = 128;

    private int _badFramesInARow;
    private int _underWay;
    private Task _answered = Task.CompletedTask;

    public Connection Connection => memberships.Connection;

    /// <summary>
    /// Begins what a frame asks for. The outer task completes when the next frame may be begun, the inner one when the answer is sent, in
    /// the order of the frames. Of a client that does not read its answers it waits until it does.
    /// </summary>
    /// <param name="utf8">One whole frame; not needed any more when the outer task completes.</param>
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

    /// <summary>Completes when every frame that was begun is answered.</summary>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public Task AnsweredAsync() => _answered.WaitAsync(Connection.Closing);

    /// <summary>Answers a ping. A client that pings all the time is read no faster than its pings may be answered.</summary>
    /// <param name="pong">One whole frame.</param>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public async ValueTask PongAsync(ReadOnlyMemory<byte> pong)
    {
        await budget.SpendPingOrPartAsync(Connection.Closing);
        Connection.SendPong(pong);
    }

    /// <summary>Holds back a client that sends its frames in tiny parts, each of which costs as much as a frame.</summary>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public ValueTask TakeTinyPartAsync() => budget.SpendPingOrPartAsync(Connection.Closing);

    /// <summary>The client is gone: it leaves its rooms.</summary>
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
