using Bunit;
using RoomChat.Contracts;
using RoomChat.Web.Client.Rooms;

namespace RoomChat.Tests.WebClient.Rooms;

public sealed class CreateRoomTests : BunitContext
{
    private readonly List<RoomId> _joined = [];
    private readonly List<string> _sought = [];

    public CreateRoomTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public async Task Valid_name_joins_the_room_and_clears_the_field()
    {
        var field = JSInterop.SetupModule("./chat.js").SetupModule("watchName", _ => true);
        field.Setup<bool>("clear", "Team.42_x-y").SetResult(true);
        var form = Render();
        await form.InvokeAsync(() => form.Instance.OnText("Team.42"));
        await form.InvokeAsync(() => form.Instance.OnSubmit("Team.42_x-y"));
        Assert.Equal("Team.42_x-y", Assert.Single(_joined).Value);
        field.VerifyInvoke("clear");
        Assert.Equal(["Team.42", ""], _sought);
    }

    [Fact]
    public async Task Text_that_was_written_while_a_room_was_joined_stays()
    {
        var field = JSInterop.SetupModule("./chat.js").SetupModule("watchName", _ => true);
        field.Setup<bool>("clear", "general").SetResult(false);
        var form = Render();
        await form.InvokeAsync(() => form.Instance.OnSubmit("general"));
        Assert.Empty(_sought);
    }

    [Theory]
    [InlineData("two words", "no room name")]
    [InlineData("ümlaut", "no room name")]
    [InlineData("all", "reserved")]
    public async Task Another_name_is_refused_with_the_rule(string name, string words)
    {
        var form = Render();
        await form.InvokeAsync(() => form.Instance.OnText(name));
        Assert.Contains(words, form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await form.InvokeAsync(() => form.Instance.OnSubmit(name));
        Assert.Contains(words, form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_joined);
    }

    [Fact]
    public async Task Name_of_a_refused_room_stays_with_the_reason()
    {
        var field = JSInterop.SetupModule("./chat.js").SetupModule("watchName", _ => true);
        var form = Render<CreateRoom>(parameters => parameters
            .Add(form => form.IsConnected, true).Add(form => form.OnJoin, _joined.Add).Add(form => form.Refusal, "You are in 100 rooms."));
        await form.InvokeAsync(() => form.Instance.OnSubmit("zoo"));
        Assert.Equal("You are in 100 rooms.", form.Find("[role=alert]").TextContent.Trim());
        field.VerifyNotInvoke("clear");
        await form.InvokeAsync(() => form.Instance.OnSubmit("zoo"));
        Assert.Equal(2, _joined.Count);
    }

    private IRenderedComponent<CreateRoom> Render() =>
        Render<CreateRoom>(parameters => parameters.Add(form => form.IsConnected, true).Add(form => form.OnJoin, _joined.Add)
            .Add(form => form.OnFilter, _sought.Add));
}
