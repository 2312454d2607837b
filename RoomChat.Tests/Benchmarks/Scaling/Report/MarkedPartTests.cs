using RoomChat.Benchmarks.Scaling.Report;

namespace RoomChat.Tests.Benchmarks.Scaling.Report;

public sealed class MarkedPartTests
{
    [Fact]
    public void Only_what_is_between_the_marks_changes() => Assert.Equal(
        "before\n<!-- a:begin -->\nnew\n<!-- a:end -->\nafter <!-- b:begin --> b <!-- b:end -->\n",
        MarkedPart.Replace("before\n<!-- a:begin -->\nold\nold\n<!-- a:end -->\nafter <!-- b:begin --> b <!-- b:end -->\n", "a", "new\n"));

    [Fact]
    public void To_write_the_same_again_changes_nothing()
    {
        var once = MarkedPart.Replace("<!-- a:begin --><!-- a:end -->", "a", "text");
        Assert.Equal(once, MarkedPart.Replace(once, "a", "text"));
    }

    [Theory]
    [InlineData("no marks")]
    [InlineData("<!-- a:end --> <!-- a:begin -->")]
    [InlineData("<!-- a:begin --> <!-- a:begin --> <!-- a:end -->")]
    public void A_document_whose_marks_are_wrong_is_refused(string document) => Assert.Throws<FormatException>(() => MarkedPart.Replace(document, "a", "text"));
}
