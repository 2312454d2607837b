using RoomChat.Web.Client.Operator;

namespace RoomChat.Tests.WebClient.Operator;

public sealed class InstanceColumnTests
{
    [Theory]
    [InlineData("1.0.0+0842db3a2fb656a47c", "1.0.0+0842db3")]
    [InlineData("1.0.0+0842db3", "1.0.0+0842db3")]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("", "")]
    public void Version_shows_seven_letters_of_its_commit(string version, string shown) =>
        Assert.Equal(shown, InstanceColumn.Short(version));
}
