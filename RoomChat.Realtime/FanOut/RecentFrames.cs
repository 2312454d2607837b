using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>The last frames of a feed, kept so that a connection which has copied the log up to just now can close the last gap without reading again.</summary>
internal sealed class RecentFrames
{
    // Between the end of a read and taking the feed's lock pass some milliseconds, in which a busy room says some tens of messages.
    private const int MostFrames = 256;
    private const int MostBytes = 256 * 1024;
    // For those that have aged: thousands of silent rooms must not hold what was once said in them.
    private const int MostOldFrames = 16;

    private readonly Queue<OutboundFrame> _frames = new();
    private int _bytes;
    private int _oldFrames;

    public bool IsEmpty => _frames.Count == 0;

    public void Add(OutboundFrame frame)
    {
        _frames.Enqueue(frame);
        _bytes += frame.Length;
        while (_frames.Count > MostFrames || (_bytes > MostBytes && _frames.Count > 1)) Drop();
    }

    /// <summary>Called every few seconds: lets go of all but the last of the frames that were there the last time.</summary>
    public void Age()
    {
        while (_oldFrames > MostOldFrames) Drop();
        _oldFrames = _frames.Count;
    }

    /// <summary>The frame that came so many before the last one; null when it is not kept.</summary>
    public OutboundFrame? FromEnd(long distance) => distance < _frames.Count ? _frames.ElementAt(_frames.Count - 1 - (int)distance) : null;

    public void Clear()
    {
        _frames.Clear();
        (_bytes, _oldFrames) = (0, 0);
    }

    /// <summary>Adds the last so many frames to a list; false when they are not all kept any more.</summary>
    public bool TryCopyLast(long count, List<OutboundFrame> target)
    {
        if (count > _frames.Count) return false;
        target.AddRange(_frames.Skip(_frames.Count - (int)count));
        return true;
    }

    private void Drop()
    {
        _bytes -= _frames.Dequeue().Length;
        if (_oldFrames > 0) _oldFrames--;
    }
}
