using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.FanOut;

/// <summary>Notes what a feed hands on.</summary>
internal sealed class RecordedAudience : IAudience
{
    private readonly Lock _sync = new();
    private readonly List<ServerFrame> _frames = [];

    internal IReadOnlyList<ServerFrame> Frames
    {
        get
        {
            lock (_sync) return [.. _frames];
        }
    }

    internal IReadOnlyList<long> Offsets => [.. Frames.OfType<ServerFrame.Message>().Select(message => message.Offset)];

    public int Send(OutboundFrame frame)
    {
        lock (_sync) _frames.Add(Decode(frame));
        return 1;
    }

    public void Add(Connection connection) => throw new NotSupportedException();

    public void Remove(Connection connection) => throw new NotSupportedException();

    internal static ServerFrame Decode(OutboundFrame frame) => JsonSerializer.Deserialize(frame.Utf8.Span, FrameJsonContext.Wire.ServerFrame)!;
}
