using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class OutboundFrameTests
{
    [Fact]
    public void Combined_frames_keep_their_payloads()
    {
        byte[][] payloads = [[], [1], new byte[125], new byte[126], new byte[70_000], [2, 3]];
        var together = OutboundFrame.Together([.. payloads.Select(payload => OutboundFrame.OfText(payload))]);
        Assert.Equal(payloads, together.Payloads.Select(payload => payload.ToArray()));
    }

    [Fact]
    public void Frame_for_another_wire_is_encoded_once_for_all_receivers()
    {
        var frame = OutboundFrame.OfText([1, 2, 3]);
        var encoded = 0;
        Func<OutboundFrame, byte[]> encoding = _ => [(byte)++encoded];
        for (var hearer = 0; hearer < 3; hearer++) Assert.Equal([1], frame.As(encoding).ToArray());
    }
}
