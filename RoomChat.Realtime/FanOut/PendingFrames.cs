using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>
/// A feed's unsent frames with their receivers. Each frame goes to the audience at its arrival. Frames for the same members are sent
/// together, so that a busy room needs fewer sends. Not thread-safe.
/// </summary>
internal sealed class PendingFrames
{
    private readonly List<OutboundFrame> _frames = [];
    private readonly List<Run> _runs = [];
    private readonly List<TracedFrame> _traced = [];

    public bool IsEmpty => _frames.Count == 0;

    /// <param name="frame">The frame.</param>
    /// <param name="members">The receivers.</param>
    /// <param name="message">The frame's message, if it is one.</param>
    public void Add(OutboundFrame frame, Members members, LoggedMessage? message = null)
    {
        if (message?.TraceParent is { } traceParent)
            _traced.Add(new TracedFrame(message.Message.RoomId, message.Position.Offset, traceParent, members.Count));
        if (_runs.Count > 0 && _runs[^1].Members == members) _runs.RemoveAt(_runs.Count - 1);
        _frames.Add(frame);
        _runs.Add(new Run(members, _frames.Count));
    }

    /// <summary>Adds an answer to one connection, in one piece and in order with the other frames.</summary>
    /// <param name="frames">At least one frame.</param>
    /// <param name="connection">The receiver.</param>
    /// <returns>Completes when it is sent.</returns>
    public Task AddAnswer(IEnumerable<OutboundFrame> frames, Connection connection)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _frames.AddRange(frames);
        _runs.Add(new Run(Members.Only(connection), _frames.Count, sent));
        return sent.Task;
    }

    /// <summary>Sends everything and clears itself, even after failures. Returns the number of deliveries to members.</summary>
    /// <param name="failed">Called for each failed send. The others still get their frames.</param>
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
    /// <param name="Members">The receivers.</param>
    /// <param name="Until">Index of the frame after the last of them.</param>
    /// <param name="Sent">Completed after the send; null when there is no waiting caller.</param>
    private readonly record struct Run(Members Members, int Until, TaskCompletionSource? Sent = null);
}
