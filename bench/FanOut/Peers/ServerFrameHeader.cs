namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>The header of a server's text frame.</summary>
internal static class ServerFrameHeader
{
    private const byte FinalText = 0x81;
    private const int LongestShort = 125;

    public static byte[] Of(int length) =>
        length <= LongestShort ? [FinalText, (byte)length] : [FinalText, 126, (byte)(length >> 8), (byte)length];
}
