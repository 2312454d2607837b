using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class AvatarTests
{
    [Theory]
    [InlineData("Ada", "A")]
    [InlineData("ada byron", "AB")]
    [InlineData("Ada Augusta King-Byron", "AB")]
    [InlineData("👩‍💻 Coder", "👩‍💻C")]
    [InlineData("é", "É")]
    [InlineData("---", "")]
    public void Initials_are_of_the_first_and_the_last_word(string name, string initials) => Assert.Equal(initials, Avatar.Initials(name));

    [Fact]
    public void The_hue_depends_on_the_id_only()
    {
        Assert.Equal(Avatar.HueClass(new ChatUser("u1", "Ada")), Avatar.HueClass(new ChatUser("u1", "Grace")));
        Assert.Matches("^hue-([0-9]|1[01])$", Avatar.HueClass(new ChatUser("u1", "Ada")));
    }
}
