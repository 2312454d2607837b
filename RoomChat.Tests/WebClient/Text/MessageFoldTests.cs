using FsCheck.Xunit;
using RoomChat.Web.Client.Text;

namespace RoomChat.Tests.WebClient.Text;

public sealed class MessageFoldTests
{
    [Fact]
    public void Short_message_is_shown_whole()
    {
        Assert.Null(MessageFold.Short("hello"));
        Assert.Null(MessageFold.Short(string.Join('\n', Enumerable.Range(1, 18))));
    }

    [Fact]
    public void Long_message_begins_with_its_first_lines() =>
        Assert.Equal(string.Join('\n', Enumerable.Range(1, 12)), MessageFold.Short(string.Join('\n', Enumerable.Range(1, 40))));

    [Fact]
    public void Line_without_end_is_cut_between_characters_that_people_see() =>
        Assert.EndsWith("👩‍👩‍👧", MessageFold.Short(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 400))), StringComparison.Ordinal);

    [Property]
    public bool Short_form_is_the_beginning_of_the_message(string[] lines)
    {
        var text = string.Join("\n word", lines.Concat(lines).Concat(lines));
        return MessageFold.Short(text) is not { } begin || (begin.Length < text.Length && text.StartsWith(begin, StringComparison.Ordinal));
    }
}
