using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>
/// What a feed has yet to hand on, and to whom: each frame goes to those who were in the audience when it was fed. Frames for the same members are
/// sent together, so that a busy room pays one send for many of them. Not safe for several threads.
/// </summary>
internal sealed class PendingFrames
{
    private readonly List<OutboundFrame> _frames = [];
    private readonly List<Run> _runs = [];
    private readonly List<TracedFrame> _traced = [];

    public bool IsEmpty => _frames.Count == 0;

    /// <param name="frame">The frame.</param>
    /// <param name="members">Those who hear it.</param>
    /// <param name="message">What the frame tells, when it is a message.</param>
    public void Add(OutboundFrame frame, Members members, LoggedMessage? message = null)
    {
        if (message?.TraceParent is { } traceParent) _traced.Add(new TracedFrame(message.Message.RoomId, message.Position.Offset, traceParent, members.Count));
        if (_runs.Count > 0 && _runs[^1].Members == members) _runs.RemoveAt(_runs.Count - 1);
        _frames.Add(frame);
        _runs.Add(new Run(members, _frames.Count));
    }

    /// <summary>Adds what one connection asked for, in one piece and in its place among the others.</summary>
    /// <param name="frames">One at least.</param>
    /// <param name="connection">Who asked.</param>
    /// <returns>Completes when it is sent.</returns>
    public Task AddAnswer(IEnumerable<OutboundFrame> frames, Connection connection)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _frames.AddRange(frames);
        _runs.Add(new Run(Members.Only(connection), _frames.Count, sent));
        return sent.Task;
    }

    /// <summary>Sends everything and is empty again, whatever fails; answers how many frames went to members, counted once for each.</summary>
    /// <param name="failed">Told of each member that cannot be sent to. The others get their frames all the same.</param>
    public long Send(Action<Connection, Exception> failed)
    {
        var spans = _traced.Count > 0 ? _traced.ConvertAll(static traced => traced.Start()) : null;
        try
        {
            return SendRuns(failed);
        }
        finally
        {
            foreach (var run in _runs) run.Sent?.TrySetResult();
            _runs.Clear();
            _frames.Clear();
            _traced.Clear();
            spans?.ForEach(static span => span?.Dispose());
        }
    }

    private long SendRuns(Action<Connection, Exception> failed)
    {
        var deliveries = 0L;
        var from = 0;
        foreach (var run in _runs)
        {
            var frames = run.Until - from == _frames.Count ? _frames : _frames.GetRange(from, run.Until - from);
            var members = run.Members.Send(OutboundFrame.Together(frames), failed);
            if (run.Sent is null) deliveries += (long)frames.Count * members;
            from = run.Until;
        }
        return deliveries;
    }

    /// <summary>Frames that go to the same members.</summary>
    /// <param name="Members">Those.</param>
    /// <param name="Until">Index of the frame after the last of them.</param>
    /// <param name="Sent">Completed when they are sent; null for what nobody waits for.</param>
    private readonly record struct Run(Members Members, int Until, TaskCompletionSource? Sent = null);
}
