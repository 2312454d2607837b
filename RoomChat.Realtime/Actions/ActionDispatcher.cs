using System.Collections.Frozen;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Realtime.Actions;

/// <summary>Runs the action of a client's frame. Refusals and failures are sent as an <c>error</c> frame.</summary>
internal sealed partial class ActionDispatcher(
    IEnumerable<IClientAction> actions, IdleConnections idle, TimeProvider time, ILogger<ActionDispatcher> logger,
    // Missing in hosts that serve rooms without a broker.
    PublishMessage? publish = null) : IDisposable
{
    private readonly FrozenDictionary<Type, IClientAction> _actions = actions.ToFrozenDictionary(action => action.FrameType);
    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogActionsFailed(logger, last, count));

    /// <summary>
    /// Two nested tasks. The outer one completes when the connection's next frame may begin: for a message before the broker has answered,
    /// for other actions after the answer. The inner one completes when the frame is answered.
    /// </summary>
    /// <param name="memberships">The connection's memberships.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="before">Completes when the earlier frames are answered, so that answers keep the order of the frames. Does not fail.
    /// </param>
    /// <param name="ct">Cancelled when the connection begins to close.</param>
    public async Task<Task<ActionAnswer>> BeginAsync(Memberships memberships, ClientFrame frame, Task before, CancellationToken ct)
    {
        if (frame is ClientFrame.Publish message && publish is not null)
        {
            idle.Note(memberships.Connection, isIdle: memberships.IsEmpty);
            return AnswerAsync(memberships.Connection, message, await TryBeginAsync(publish, memberships.Connection, message, ct), before);
        }
        await before.WaitAsync(ct);
        return Task.FromResult(await ExecuteAsync(memberships, frame, ct));
    }

    public void Dispose() => _failures.Dispose();

    private static async Task<Task<PublishAnswer>> TryBeginAsync(
        PublishMessage publish, Connection connection, ClientFrame.Publish frame, CancellationToken ct)
    {
        try
        {
            return await publish.BeginAsync(connection.Caller, frame, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return Task.FromException<PublishAnswer>(e);
        }
    }

    private async Task<ActionAnswer> AnswerAsync(
        Connection connection, ClientFrame.Publish frame, Task<PublishAnswer> publishing, Task before)
    {
        PublishAnswer answer;
        try
        {
            answer = await publishing;
        }
        catch (Exception e)
        {
            _failures.Add(e);
            answer = new PublishAnswer(Refused: ActionRefused.Unavailable with { RoomId = RoomOf(frame) });
        }
        await before;
        if (answer.Refused is { } refused) return Refuse(connection, refused, frame);
        connection.Send(answer.Frame!);
        return new ActionAnswer(answer.Frame);
    }

    private async Task<ActionAnswer> ExecuteAsync(Memberships memberships, ClientFrame frame, CancellationToken ct)
    {
        ActionRefused? refused;
        try
        {
            refused = await _actions[frame.GetType()].ExecuteAsync(memberships, frame, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            _failures.Add(e);
            refused = ActionRefused.Unavailable with { RoomId = RoomOf(frame) };
        }
        idle.Note(memberships.Connection, isIdle: memberships.IsEmpty);
        var answer = memberships.TakeAnswer();
        return refused is null ? new ActionAnswer(answer) : Refuse(memberships.Connection, refused, frame);
    }

    private static ActionAnswer Refuse(Connection connection, ActionRefused refused, ClientFrame frame)
    {
        var error = refused.ToFrame(ActionNames.Of(frame));
        connection.Send(FrameEncoder.Encode(error));
        return new ActionAnswer(Frame: null, error);
    }

    private static string? RoomOf(ClientFrame frame) => frame switch
    {
        ClientFrame.Join { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Leave { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.History { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Typing { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Presence { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Read { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Publish { RoomId: { } roomId } => ActionRefused.Shorten(roomId),
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "{Count} actions could not be answered")]
    private static partial void LogActionsFailed(ILogger logger, Exception? last, long count);
}
