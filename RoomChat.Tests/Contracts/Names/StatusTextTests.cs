using RoomChat.Contracts.Names;

namespace RoomChat.Tests.Contracts.Names;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData("In a meeting", "In a meeting")]
    [InlineData("  back \u00A0 at 5  ", "back at 5")]
    [InlineData("👩🏽\u200D💻 working", "👩🏽\u200D💻 working")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Status_is_read_with_single_blanks(string text, string expected)
    {
        Assert.True(StatusText.TryParse(text, out var status, out _));
        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\u001F")]
    [InlineData("\u202Ereversed")]
    [InlineData("zero\u200Bwidth")]
    [InlineData("half \uD83C")]
    public void Status_that_hides_or_changes_text_is_refused(string text)
    {
        Assert.False(StatusText.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Status_has_eighty_characters_at_most()
    {
        Assert.True(StatusText.TryParse(new string('é', 80), out _, out _));
        Assert.False(StatusText.TryParse(new string('a', 81), out _, out _));
        Assert.False(StatusText.TryParse(string.Concat(Enumerable.Repeat("👩🏽\u200D💻", 80)), out _, out _));
    }
}
