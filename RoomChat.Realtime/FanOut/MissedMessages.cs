using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Collects a connection's missed messages up to the feed's position.</summary>
internal sealed class MissedMessages(RoomPosition since, int maxBytes)
{
    private readonly long _sinceOffset = since.Offset;
    private readonly List<OutboundFrame> _frames = [];
    private int _bytes;

    /// <summary>The last message that the connection has, or that is collected.</summary>
    public RoomPosition Position { get; private set; } = since;

    /// <summary>Adds messages from the log. False when they exceed the connection's limit.</summary>
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

    /// <summary>
    /// Called under the feed's lock. Returns all messages up to the feed's position, or null when another read is needed.
    /// </summary>
    public CatchUp? Finish(RoomPosition feed, RecentFrames recent)
    {
        if (Position.Epoch.Length > 0 && Position.Epoch != feed.Epoch) return null;
        if (_sinceOffset > feed.Offset) return null;
        var lacking = feed.Offset - Position.Offset;
        // Messages beyond the feed's position are dropped: the feed sends them.
        List<OutboundFrame> missed = [.. _frames.SkipLast((int)Math.Max(0, -lacking))];
        return lacking <= 0 || recent.TryCopyLast(lacking, missed) ? new CatchUp(feed, Recovered: true, missed) : null;
    }
}
