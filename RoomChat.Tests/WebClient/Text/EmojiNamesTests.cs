using System.Globalization;
using RoomChat.Web.Client.Text;

namespace RoomChat.Tests.WebClient.Text;

public sealed class EmojiNamesTests
{
    [Fact]
    public void Each_name_is_unique_and_stands_for_one_character()
    {
        var all = EmojiNames.Groups.SelectMany(group => group.Emoji).ToList();
        Assert.Distinct(all.Select(emoji => emoji.Name));
        Assert.All(all, emoji => Assert.Equal(1, new StringInfo(emoji.Character).LengthInTextElements));
        Assert.All(all, emoji => Assert.Matches("^[a-z0-9_+-]{1,32}$", emoji.Name));
        Assert.All(all, emoji => Assert.Equal((emoji.Character, emoji.Name.Length + 2), EmojiNames.At($":{emoji.Name}:", 0)));
    }
}
