using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Operator;

namespace RoomChat.Tests.WebClient.Operator;

public sealed class ChartLineTests
{
    [Fact]
    public void Line_goes_from_the_first_value_to_the_last() => Assert.Equal("M0 60L144 30L288 0", ChartLine.Of([0, 5, 10]));

    [Fact]
    public void Line_of_many_values_keeps_each_peak()
    {
        var values = new long[1440];
        values[721] = 9;
        var path = ChartLine.Of(values);
        Assert.Equal(ChartLine.Width, path.Count(c => c is 'M' or 'L'));
        Assert.Contains(" 0L", path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[0], "")]
    [InlineData(new long[] { 0 }, "M0 60")]
    [InlineData(new long[] { 0, 0 }, "M0 60L288 60")]
    [InlineData(new long[] { long.MaxValue, 0 }, "M0 0L288 60")]
    public void Line_of_nothing_stays_on_the_ground(long[] values, string path) => Assert.Equal(path, ChartLine.Of(values));

    [Theory]
    [InlineData(0, "0 B", "0 B")]
    [InlineData(1536, "1.5 KiB", "1,5 KiB")]
    [InlineData(3L * 1024 * 1024 * 1024, "3 GiB", "3 GiB")]
    [InlineData(long.MaxValue, "8,388,608 TiB", "8.388.608 TiB")]
    public void Size_is_written_as_in_the_language(long bytes, string english, string german) =>
        Assert.Equal([english, german], Languages.All.Select(words => words.Bytes(bytes)));
}
