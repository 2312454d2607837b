using System.Text;
using RoomChat.Benchmarks.MessagePath.Load;

namespace RoomChat.Tests.Benchmarks.MessagePath.Load;

public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\nDate: now\r\n\r\n{\"a\"}", 202)]
    [InlineData("HTTP/1.1 202 Accepted\r\nDate: now\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n0123456789abc0\r\n\r\n0\r\n\r\n", 202)]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", 200)]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n", 429)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    public void An_answer_is_read_when_all_of_it_is_there(string answer, int expected)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);
        for (var cut = 0; cut < bytes.Length; cut++) Assert.False(HttpAnswer.TryRead(bytes.AsSpan(0, cut), out _), $"cut at {cut}");
        Assert.True(HttpAnswer.TryRead(bytes, out var status));
        Assert.Equal(expected, status);
    }

    [Fact]
    public void Invalid_answer_is_refused() => Assert.Throws<FormatException>(() => HttpAnswer.TryRead("Hello, world\r\n\r\n"u8, out _));
}
