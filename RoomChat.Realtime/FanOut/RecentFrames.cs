using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>The last frames of a feed. A connection that has read the log closes its last gap with them, without another read.</summary>
internal sealed class RecentFrames
{
    // Between a read and the feed's lock some milliseconds pass, in which a busy room gets some tens of messages.
    private const int MostFrames = 256;
    private const int MostBytes = 256 * 1024;
    // Limit of aged frames: thousands of silent rooms must not keep their old messages.
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

    /// <summary>Called every few seconds. Drops all but the last of the frames that existed at the last call.</summary>
    public void Age()
    {
        while (_oldFrames > MostOldFrames) Drop();
        _oldFrames = _frames.Count;
    }

    /// <summary>The frame at this distance before the last one; null when it is not kept.</summary>
    public OutboundFrame? FromEnd(long distance) => distance < _frames.Count ? _frames.ElementAt(_frames.Count - 1 - (int)distance) : null;

    public void Clear()
    {
        _frames.Clear();
        (_bytes, _oldFrames) = (0, 0);
    }

    /// <summary>Adds the last frames to a list. False when they are not all kept.</summary>
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
