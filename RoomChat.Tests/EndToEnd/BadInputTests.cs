using System.Net.WebSockets;

namespace RoomChat.Tests.EndToEnd;

/// <summary>
/// Bad input of clients through the gateway: it gets an error frame, or a close with a reason. Other clients are not affected.
/// </summary>
[Collection(WholeSystem.Name)]
public sealed class BadInputTests(ChatSystem chat)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("this is not json", "bad_frame")]
    [InlineData("[1,2,3]", "bad_frame")]
    [InlineData("""{"action":"dance","room_id":"general"}""", "unknown_action")]
    [InlineData("""{"room_id":"general"}""", "unknown_action")]
    [InlineData("""{"action":"join","room_id":"no spaces"}""", "invalid_room")]
    [InlineData("""{"action":"join","room_id":"all"}""", "reserved_room")]
    [InlineData("""{"action":"leave","room_id":"never-joined"}""", "not_joined")]
    public async Task A_bad_frame_is_answered_and_the_connection_goes_on(string text, string code)
    {
        await using var client = await chat.ConnectAsync(Ct);
        await client.SendAsync(text, Ct);
        await client.WaitForAsync(
            frame => FrameRecorder.IsType(frame, "error") && FrameRecorder.Text(frame, "code") == code,
            $"the error '{code}' came");
        await client.GetRoomsAsync(Ct);
    }

    [Fact]
    public async Task Room_id_of_10000_characters_gets_a_short_error()
    {
        await using var client = await chat.ConnectAsync(Ct);
        await client.SendAsync($$"""{"action":"join","room_id":"{{new string('r', 10_000)}}"}""", Ct);
        var error = await client.WaitForAsync(frame => FrameRecorder.Text(frame, "code") == "invalid_room", "the error came");
        Assert.InRange(error.GetRawText().Length, 1, 500);
        await client.GetRoomsAsync(Ct);
    }

    [Fact]
    public async Task Frame_of_1_MiB_closes_its_connection_with_a_reason()
    {
        await using var client = await chat.ConnectAsync(Ct);
        await client.SendAsync(new string('x', 1024 * 1024), Ct);
        await Eventually.Holds(() => client.HasEnded, "the connection was closed");
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
        Assert.False(string.IsNullOrEmpty(client.CloseReason));
        await TheServiceGoesOnAsync();
    }

    [Fact]
    public async Task A_binary_frame_closes_the_connection_with_a_reason()
    {
        await using var client = await chat.ConnectAsync(Ct);
        await client.SendBinaryAsync([1, 2, 3], Ct);
        await Eventually.Holds(() => client.HasEnded, "the connection was closed");
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, client.CloseStatus);
        Assert.False(string.IsNullOrEmpty(client.CloseReason));
        await TheServiceGoesOnAsync();
    }

    [Fact]
    public async Task A_thousand_joins_in_a_loop_are_each_answered()
    {
        await using var client = await chat.ConnectAsync(Ct);
        for (var number = 0; number < 1000; number++) await client.SendAsync($$"""{"action":"join","room_id":"loop-{{number}}"}""", Ct);
        await Eventually.Holds(() => client.Frames.Count >= 1000, () => $"every join was answered ({client.Frames.Count})");
        Assert.Contains(client.Frames, frame => FrameRecorder.IsType(frame, "room_joined"));
        Assert.Contains(client.Frames, frame => FrameRecorder.Text(frame, "code") is "too_many_rooms" or "rate_limited");
        await TheServiceGoesOnAsync();
    }

    private async Task TheServiceGoesOnAsync()
    {
        var room = ChatSystem.NewRoom("after").Value;
        await using var other = await chat.ConnectAsync(Ct);
        await other.JoinAsync(room, Ct);
        await chat.PublishAsync("still here", room, Ct);
        await other.WaitForContentAsync("still here");
    }
}
