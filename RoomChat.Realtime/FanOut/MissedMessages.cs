using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>A connection's copy of what it missed, growing towards the feed's position.</summary>
internal sealed class MissedMessages(RoomPosition since, int maxBytes)
{
    private readonly long _sinceOffset = since.Offset;
    private readonly List<OutboundFrame> _frames = [];
    private int _bytes;

    /// <summary>The last message that the connection has seen or that is in the copy.</summary>
    public RoomPosition Position { get; private set; } = since;

    /// <summary>Takes what the log gave; false when it is more than the connection can be sent in one go.</summary>
    public bool TryAdd(LogRead read)
    {
        Position = Position with { Epoch = read.Head.Epoch };
        foreach (var message in read.Messages)
        {
            var frame = FrameEncoder.Encode(message);
            _bytes += frame.Length;
            if (_bytes > maxBytes) return false;
            _frames.Add(frame);
            Position = message.Position;
        }
        return true;
    }

    /// <summary>Called under the feed's lock: everything up to the feed's position, or null when that is not in reach without another read.</summary>
    public CatchUp? Finish(RoomPosition feed, RecentFrames recent)
    {
        if (Position.Epoch.Length > 0 && Position.Epoch != feed.Epoch) return null;
        if (_sinceOffset > feed.Offset) return null;
        var lacking = feed.Offset - Position.Offset;
        // Copied beyond the feed: the feed itself will say the rest.
        List<OutboundFrame> missed = [.. _frames.SkipLast((int)Math.Max(0, -lacking))];
        return lacking <= 0 || recent.TryCopyLast(lacking, missed) ? new CatchUp(feed, Recovered: true, missed) : null;
    }
}
