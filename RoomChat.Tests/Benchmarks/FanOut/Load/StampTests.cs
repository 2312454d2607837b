using System.Text;
using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Tests.Benchmarks.FanOut.Load;

public sealed class StampTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 1)]
    [InlineData(12_345_678, 9_876_543_210_123_456)]
    [InlineData(99_999_999, 9_999_999_999_999_999)]
    public void A_stamp_reads_as_it_was_written(long number, long nanoseconds) =>
        Assert.Equal((number, nanoseconds), Stamp.Read(Encoding.UTF8.GetBytes(Stamp.Write(number, nanoseconds, 100))));

    [Fact]
    public void Content_begins_with_its_stamp_and_has_the_given_length()
    {
        var content = Stamp.Write(1, 2, 100);
        Assert.Equal(100, content.Length);
        Assert.Equal("@@000000010000000000000002xx", content[..(Stamp.Length + 2)]);
    }
}
