using FsCheck;
using FsCheck.Xunit;
using RoomChat.Web.Gateway.Sockets;

namespace RoomChat.Tests.Web.Gateway.Sockets;

public sealed class FrameTrackerTests
{
    [Property]
    public bool Message_end_does_not_depend_on_chunk_boundaries(NonNegativeInt[] lengths, PositiveInt piece, bool isMasked)
    {
        var tracker = new FrameTracker();
        var bytes = lengths.SelectMany(length => Frame(0x82, length.Get % 70_000, isMasked)).ToArray();
        var size = 1 + (piece.Get % 5_000);
        foreach (var chunk in bytes.Chunk(size)) tracker.Follow(chunk);
        var between = tracker.IsBetweenMessages;
        tracker.Follow([0x81]);
        return between && !tracker.IsBetweenMessages && !tracker.HasClosed;
    }

    [Property]
    public bool Follow_stops_at_the_end_of_the_current_message(NonNegativeInt first, NonNegativeInt second, PositiveInt begun)
    {
        var tracker = new FrameTracker();
        var one = Frame(0x81, first.Get % 70_000, isMasked: false);
        var at = Math.Min(one.Length - 1, begun.Get);
        tracker.Follow(one.AsSpan(0, at));
        byte[] rest = [.. one[at..], .. Frame(0x81, second.Get % 300, isMasked: false)];
        return tracker.Follow(rest, untilMessageEnds: true) == one.Length - at && tracker.IsBetweenMessages;
    }

    [Fact]
    public void Fragmented_message_ends_with_its_last_fragment_despite_a_ping()
    {
        var tracker = new FrameTracker();
        tracker.Follow([0x01, 1, (byte)'a']);
        Assert.False(tracker.IsBetweenMessages);
        tracker.Follow([0x89, 0]);
        Assert.False(tracker.IsBetweenMessages);
        tracker.Follow([0x80, 1, (byte)'b']);
        Assert.True(tracker.IsBetweenMessages);
    }

    [Fact]
    public void A_close_frame_is_noticed()
    {
        var tracker = new FrameTracker();
        tracker.Follow([0x88, 0x82, 1, 2, 3, 4, 5]);
        Assert.True(tracker.HasClosed);
        Assert.False(tracker.IsBetweenMessages);
    }

    private static byte[] Frame(byte sign, int length, bool isMasked)
    {
        var mask = isMasked ? 0x80 : 0;
        byte[] header = length < 126 ? [(byte)(mask | length)]
            : length <= ushort.MaxValue ? [(byte)(mask | 126), (byte)(length >> 8), (byte)length]
            : [(byte)(mask | 127), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
        // The payload bytes look like frame headers too.
        return [sign, .. header, .. isMasked ? new byte[4] : [], .. Enumerable.Repeat((byte)0x88, length)];
    }
}
