using System.Text;
using System.Text.Json;
using RoomChat.Realtime.Transports.SignalR;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

public sealed class HubFrameTests
{
    [Theory]
    [InlineData("""{"room_id":"general"}""", """{"action":"join","room_id":"general"}""")]
    [InlineData("""{ "room_id" : "general" }""", """{"action":"join","room_id" : "general" }""")]
    [InlineData("{}", """{"action":"join"}""")]
    [InlineData("{ \n }", """{"action":"join"}""")]
    [InlineData("7", "7")]
    public void Method_and_argument_become_the_frame_of_the_action(string fields, string frame) =>
        Assert.Equal(frame, Encoding.UTF8.GetString(HubFrame.OfAction("join", JsonElement.Parse(fields)).Json.Span));

    [Fact]
    public void A_method_without_an_argument_is_a_frame_too() =>
        Assert.Equal("""{"action":"ping"}""", Encoding.UTF8.GetString(HubFrame.OfAction("ping", fields: null).Json.Span));
}
