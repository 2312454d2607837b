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

    public bool IsEmpty => _frames.Count == 0;

    public void Add(OutboundFrame frame, Members members)
    {
        if (_runs.Count > 0 && _runs[^1].Members == members) _runs.RemoveAt(_runs.Count - 1);
        _frames.Add(frame);
        _runs.Add((members, _frames.Count));
    }

    /// <summary>Sends everything and is empty again; answers how many frames went to members, counted once for each.</summary>
    public long Send()
    {
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
        return deliveries;
    }
}
