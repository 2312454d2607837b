using Bunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.Rooms;

namespace RoomChat.Tests.WebClient.Rooms;

public sealed class CreateRoomTests : BunitContext
{
    private readonly List<RoomId> _joined = [];

    [Fact]
    public void A_valid_name_is_joined_and_the_field_is_empty_again()
    {
        var form = Render();
        form.Find("[data-testid=new-room-name]").Input("Team.42_x-y");
        form.Find("form").Submit();
        Assert.Equal("Team.42_x-y", Assert.Single(_joined).Value);
        Assert.Equal("", form.Find("[data-testid=new-room-name]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("two words", "no room name")]
    [InlineData("ümlaut", "no room name")]
    [InlineData("all", "reserved")]
    public void Another_name_is_refused_with_the_rule(string name, string words)
    {
        var form = Render();
        form.Find("[data-testid=new-room-name]").Input(name);
        Assert.Contains(words, form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(form.Find("[data-testid=join-room]").HasAttribute("disabled"));
        form.Find("form").Submit();
        Assert.Empty(_joined);
    }

    private IRenderedComponent<CreateRoom> Render() =>
        Render<CreateRoom>(parameters => parameters.Add(form => form.IsConnected, true).Add(form => form.OnJoin, _joined.Add));
}
