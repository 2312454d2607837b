using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Transports;

/// <summary>One client from the moment it is let in until it is gone. Its transport brings it the client's frames, one after the other.</summary>
internal sealed class ClientSession(
    Memberships memberships, ActionDispatcher dispatcher, ActionBudget budget, int maxBadFrames, Action<Connection> ended) : IAsyncDisposable
{
    private int _badFramesInARow;

    public Connection Connection => memberships.Connection;

    /// <summary>Does what a frame asks for and sends the answer. Of a client that does not read its answers it waits until it does.</summary>
    /// <param name="utf8">One whole frame.</param>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public async ValueTask<ActionAnswer> ActAsync(ReadOnlyMemory<byte> utf8)
    {
        await Connection.ReadyForActionAsync(Connection.Closing);
        var frame = ClientFrameReader.Read(utf8.Span, out var error);
        var action = frame is null ? error!.Action : ActionNames.Of(frame);
        if (!budget.TrySpend(action)) return Refuse(ActionRefused.RateLimited.ToFrame(action));
        if (frame is not null)
        {
            _badFramesInARow = 0;
            return await dispatcher.DispatchAsync(memberships, frame, Connection.Closing);
        }
        var refused = Refuse(error!);
        if (++_badFramesInARow >= maxBadFrames) Connection.Close(CloseCode.TooManyErrors);
        return refused;
    }

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

    private ActionAnswer Refuse(ServerFrame.ActionError error)
    {
        Connection.Send(FrameEncoder.Encode(error));
        return new ActionAnswer(Frame: null, error);
    }
}
