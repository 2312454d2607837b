using System.Collections.Frozen;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Realtime.Actions;

/// <summary>Brings a client's frame to its action, and the refusal or the failure back as an <c>error</c> frame.</summary>
internal sealed partial class ActionDispatcher(
    IEnumerable<IClientAction> actions, IdleConnections idle, TimeProvider time, ILogger<ActionDispatcher> logger) : IDisposable
{
    private readonly FrozenDictionary<Type, IClientAction> _actions = actions.ToFrozenDictionary(action => action.FrameType);
    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogActionsFailed(logger, last, count));

    /// <summary>Completes when the frame is answered, so that a connection's answers come in the order of its frames.</summary>
    public async Task<ActionAnswer> DispatchAsync(Memberships memberships, ClientFrame frame, CancellationToken ct)
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
        idle.Note(memberships.Connection, isIdle: memberships.Rooms.Count == 0);
        var answer = memberships.TakeAnswer();
        if (refused is null) return new ActionAnswer(answer);
        var error = refused.ToFrame(ActionNames.Of(frame));
        memberships.Connection.Send(FrameEncoder.Encode(error));
        return new ActionAnswer(Frame: null, error);
    }

    public void Dispose() => _failures.Dispose();

    private static string? RoomOf(ClientFrame frame) => frame switch
    {
        ClientFrame.Join { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Leave { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.History { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Typing { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Presence { RoomId: var roomId } => ActionRefused.Shorten(roomId),
        ClientFrame.Publish { RoomId: { } roomId } => ActionRefused.Shorten(roomId),
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "{Count} actions could not be answered")]
    private static partial void LogActionsFailed(ILogger logger, Exception? last, long count);
}
