using RoomChat.Benchmarks.Scaling.Report;

namespace RoomChat.Tests.Benchmarks.Scaling.Report;

public sealed class MarkedPartTests
{
    [Fact]
    public void Only_text_between_the_marks_changes() => Assert.Equal(
        "before\n<!-- a:begin -->\nnew\n<!-- a:end -->\nafter <!-- b:begin --> b <!-- b:end -->\n",
        MarkedPart.Replace("before\n<!-- a:begin -->\nold\nold\n<!-- a:end -->\nafter <!-- b:begin --> b <!-- b:end -->\n", "a", "new\n"));

    [Fact]
    public void Second_write_of_the_same_text_changes_nothing()
    {
        var once = MarkedPart.Replace("<!-- a:begin --><!-- a:end -->", "a", "text");
        Assert.Equal(once, MarkedPart.Replace(once, "a", "text"));
    }

    [Theory]
    [InlineData("no marks")]
    [InlineData("<!-- a:end --> <!-- a:begin -->")]
    [InlineData("<!-- a:begin --> <!-- a:begin --> <!-- a:end -->")]
    public void Document_with_wrong_marks_is_refused(string document) =>
        Assert.Throws<FormatException>(() => MarkedPart.Replace(document, "a", "text"));
}
