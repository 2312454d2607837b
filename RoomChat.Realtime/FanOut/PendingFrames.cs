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
    private readonly List<(Members Members, int Until)> _runs = [];
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
        _runs.Add((members, _frames.Count));
    }

    /// <summary>Sends everything and is empty again; answers how many frames went to members, counted once for each.</summary>
    public long Send()
    {
        var spans = _traced.Count > 0 ? _traced.ConvertAll(static traced => traced.Start()) : null;
        var deliveries = 0L;
        var from = 0;
        foreach (var (members, until) in _runs)
        {
            var frames = until - from == _frames.Count ? _frames : _frames.GetRange(from, until - from);
            deliveries += (long)frames.Count * members.Send(OutboundFrame.Together(frames));
            from = until;
        }
        _runs.Clear();
        _frames.Clear();
        _traced.Clear();
        spans?.ForEach(static span => span?.Dispose());
        return deliveries;
    }
}
