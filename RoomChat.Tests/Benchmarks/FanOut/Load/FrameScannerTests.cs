using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.FanOut.Peers;

namespace RoomChat.Tests.Benchmarks.FanOut.Load;

public sealed class FrameScannerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    public void A_frame_is_read_once_all_of_it_is_there(int length)
    {
        byte[] bytes = [.. ServerFrameHeader.Of(length), .. new byte[length], 0x81];
        for (var part = 0; part < bytes.Length - 1; part += Math.Max(1, length / 50))
            Assert.False(FrameScanner.TryRead(bytes.AsSpan(0, part), out _));
        Assert.True(FrameScanner.TryRead(bytes, out var frame));
        Assert.Equal((FrameScanner.Text, true, length, bytes.Length - 1), (frame.Opcode, frame.IsFinal, frame.Payload.Length, frame.Size));
    }

    [Fact]
    public void A_length_of_eight_bytes_is_read()
    {
        byte[] bytes = [0x01, 127, 0, 0, 0, 0, 0, 1, 0, 0, .. new byte[65_536]];
        Assert.True(FrameScanner.TryRead(bytes, out var frame));
        Assert.Equal((FrameScanner.Text, false, 65_536), (frame.Opcode, frame.IsFinal, frame.Payload.Length));
    }
}
