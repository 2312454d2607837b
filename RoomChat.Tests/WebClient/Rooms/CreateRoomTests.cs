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

    [Fact]
    public void Name_of_a_refused_room_stays_with_the_reason()
    {
        var form = Render<CreateRoom>(parameters => parameters
            .Add(form => form.IsConnected, true).Add(form => form.OnJoin, _joined.Add).Add(form => form.Refusal, "You are in 100 rooms."));
        form.Find("[data-testid=new-room-name]").Input("zoo");
        form.Find("form").Submit();
        Assert.Equal("You are in 100 rooms.", form.Find("[role=alert]").TextContent.Trim());
        Assert.Equal("zoo", form.Find("[data-testid=new-room-name]").GetAttribute("value"));
        form.Find("form").Submit();
        Assert.Equal(2, _joined.Count);
    }

    private IRenderedComponent<CreateRoom> Render() =>
        Render<CreateRoom>(parameters => parameters.Add(form => form.IsConnected, true).Add(form => form.OnJoin, _joined.Add));
}
