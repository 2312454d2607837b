using System.Text;
using RoomChat.Benchmarks.FanOut.Peers;

namespace RoomChat.Tests.Benchmarks.FanOut.Peers;

public sealed class PushReaderTests
{
    private static readonly byte[] Pushes = Encoding.ASCII.GetBytes(
        "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n" +
        "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$4\r\nx\r\ny\r\n*3\r\n$7\r\nmessage\r\n$2\r\nbb\r\n$0\r\n\r\n");

    [Fact]
    public void Messages_are_read_and_subscriptions_passed_over()
    {
        var bytes = Pushes.AsMemory();
        Assert.Equal(["a=x\r\ny", "bb="], ReadAll(ref bytes));
        Assert.Equal(0, bytes.Length);
    }

    [Fact]
    public void A_message_waits_until_all_of_it_is_there()
    {
        for (var cut = 0; cut <= Pushes.Length; cut++)
        {
            var first = Pushes.AsMemory(0, cut);
            var read = ReadAll(ref first);
            Memory<byte> second = (byte[])[.. first.Span, .. Pushes.AsSpan(cut)];
            Assert.Equal(["a=x\r\ny", "bb="], [.. read, .. ReadAll(ref second)]);
        }
    }

    [Fact]
    public void An_error_is_no_push() => Assert.Throws<FormatException>(() =>
    {
        var bytes = "-ERR no\r\n"u8.ToArray().AsMemory();
        PushReader.TryRead(ref bytes, out _, out _);
    });

    private static List<string> ReadAll(ref Memory<byte> bytes)
    {
        var read = new List<string>();
        while (PushReader.TryRead(ref bytes, out var channel, out var payload))
            read.Add($"{Encoding.ASCII.GetString(channel.Span)}={Encoding.ASCII.GetString(payload.Span)}");
        return read;
    }
}
