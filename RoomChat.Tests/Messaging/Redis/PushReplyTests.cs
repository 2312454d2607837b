using System.Text;
using RoomChat.Messaging.Redis;

namespace RoomChat.Tests.Messaging.Redis;

public sealed class PushReplyTests
{
    private const string Message = "*3\r\n$7\r\nmessage\r\n$4\r\nroom\r\n$8\r\nhi\r\nyou!\r\n";

    [Theory]
    [InlineData(Message, "message", "room", "hi\r\nyou!")]
    [InlineData("*3\r\n$9\r\nsubscribe\r\n$4\r\nroom\r\n:1\r\n", "subscribe", "room", "1")]
    [InlineData("*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n", "unsubscribe", "", "0")]
    [InlineData("*2\r\n$4\r\npong\r\n$0\r\n\r\n", "pong", "", "")]
    [InlineData("+PONG\r\n", "+PONG", "", "")]
    public void A_reply_is_read_into_its_parts(string text, string kind, string channel, string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "+OK\r\n");
        Assert.True(PushReply.TryRead(bytes, out var reply, out var length));
        Assert.Equal((kind, channel, payload), (Text(reply.Kind), Text(reply.Channel), Text(reply.Payload)));
        Assert.Equal(text.Length, length);
        Assert.False(reply.IsError);
    }

    [Fact]
    public void Incomplete_reply_is_not_read()
    {
        var bytes = Encoding.UTF8.GetBytes(Message);
        for (var length = 0; length < bytes.Length; length++) Assert.False(PushReply.TryRead(bytes.AsSpan(0, length), out _, out _));
        Assert.True(PushReply.TryRead(bytes, out _, out _));
    }

    [Fact]
    public void Error_reply_is_recognised()
    {
        Assert.True(PushReply.TryRead("-NOAUTH Authentication required.\r\n"u8, out var reply, out _));
        Assert.True(reply.IsError);
    }

    [Theory]
    [InlineData("*x\r\n")]
    [InlineData("*4\r\n")]
    [InlineData("*1\r\n$99999999999\r\n")]
    [InlineData("*1\r\n!3\r\n")]
    [InlineData("\r\n")]
    public void Invalid_reply_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => PushReply.TryRead(Encoding.UTF8.GetBytes(text), out _, out _));

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
