using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Tests.Realtime.Connections;

namespace RoomChat.Tests.Realtime.FanOut;

/// <summary>An audience with one member from the start and more on request; the frames of each are recorded.</summary>
internal sealed class RecordedAudience : IAudience
{
    private readonly MemberList _members = new();
    private readonly RecordedConnection _first = new();

    internal RecordedAudience() => _members.Add(_first.Connection);

    internal IReadOnlyList<ServerFrame> Frames => _first.Frames;

    internal IReadOnlyList<long> Offsets => _first.Offsets;

    public Members Members => _members.Snapshot;

    public void Add(Connection connection) => _members.Add(connection);

    public void Remove(Connection connection) => _members.Remove(connection);

    internal static ServerFrame Decode(OutboundFrame frame) =>
        JsonSerializer.Deserialize(frame.Payload.Span, FrameJsonContext.Wire.ServerFrame)!;

    /// <summary>Delivers one message as a batch of its own.</summary>
    internal static void Push(RoomFeed feed, LoggedMessage message)
    {
        feed.Hear(message);
        feed.Flush();
    }
}
