using FsCheck;
using FsCheck.Xunit;
using RoomChat.Contracts;

namespace RoomChat.Tests.Contracts;

public sealed class RoomIdTests
{
    [Theory]
    [InlineData("general")]
    [InlineData("a")]
    [InlineData("Team.42_x-y")]
    public void A_name_of_allowed_characters_is_a_room(string text)
    {
        Assert.True(RoomId.TryParse(text, out var roomId));
        Assert.Equal(text, roomId.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("umläut")]
    [InlineData("$internal")]
    [InlineData("a/b")]
    [InlineData(".")]
    [InlineData("..")]
    public void Other_text_is_no_room(string? text) => Assert.False(RoomId.TryParse(text, out _));

    [Property]
    public bool Every_room_name_has_its_own_URL(NonNull<string> text, bool shortAlphabet)
    {
        var name = shortAlphabet ? new string([.. text.Get.Select(letter => "._-a%/"[letter % 6])]) : text.Get;
        return !RoomId.TryParse(name, out var roomId)
            || new Uri($"http://host/rooms/{roomId}/messages").AbsolutePath == $"/rooms/{name}/messages";
    }

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.True(RoomId.TryParse(new string('a', 64), out _));
        Assert.False(RoomId.TryParse(new string('a', 65), out _));
    }

    [Fact]
    public void An_internal_room_is_read_back_only_by_services()
    {
        var room = RoomId.Internal("canary-1");
        Assert.True(room.IsInternal);
        Assert.False(RoomId.TryParse(room.Value, out _));
        Assert.True(RoomId.TryParseStored(room.Value, out var again));
        Assert.Equal(room, again);
    }

    [Fact]
    public void Private_room_names_are_unique_and_have_their_own_form()
    {
        var (first, second) = (RoomId.NewPrivate(), RoomId.NewPrivate());
        Assert.NotEqual(first, second);
        Assert.True(RoomId.TryParse(first.Value, out var read));
        Assert.True(read.IsOfPrivateForm);
    }

    [Theory]
    [InlineData("general")]
    [InlineData("private-jokes")]
    [InlineData("private-0123456789abcdef0123456789abcde")]
    [InlineData("private-0123456789abcdef0123456789abcdef0")]
    [InlineData("private-0123456789ABCDEF0123456789abcdef")]
    [InlineData("Private-0123456789abcdef0123456789abcdef")]
    public void Other_names_are_not_of_the_form_of_private_rooms(string name) => Assert.False(RoomId.Parse(name, null).IsOfPrivateForm);
}
