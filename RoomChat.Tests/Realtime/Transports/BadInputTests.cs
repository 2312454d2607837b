using System.Net.WebSockets;
using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Transports;

public sealed class BadInputTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("not json", ErrorCode.BadFrame, null)]
    [InlineData("", ErrorCode.BadFrame, null)]
    [InlineData("null", ErrorCode.BadFrame, null)]
    [InlineData("[]", ErrorCode.BadFrame, null)]
    [InlineData("42", ErrorCode.BadFrame, null)]
    [InlineData("{}", ErrorCode.UnknownAction, null)]
    [InlineData("""{"action":7}""", ErrorCode.UnknownAction, null)]
    [InlineData("""{"action":"\ud800"}""", ErrorCode.UnknownAction, null)]
    [InlineData("""{"action":"dance"}""", ErrorCode.UnknownAction, "dance")]
    [InlineData("""{"action":"join"}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":null}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":5}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":"general","since":"x"}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":"general"} trailing""", ErrorCode.BadFrame, null)]
    [InlineData("""{"action":"join","room_id":""}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("""{"action":"join","room_id":"a b"}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("""{"action":"join","room_id":"$canary"}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("""{"action":"join","room_id":"all"}""", ErrorCode.ReservedRoom, "join")]
    [InlineData("""{"action":"leave","room_id":"all"}""", ErrorCode.ReservedRoom, "leave")]
    [InlineData("""{"action":"leave","room_id":"general"}""", ErrorCode.NotJoined, "leave")]
    [InlineData("""{"action":"typing"}""", ErrorCode.BadFrame, "typing")]
    [InlineData("""{"action":"typing","room_id":["general"]}""", ErrorCode.BadFrame, "typing")]
    [InlineData("""{"action":"typing","room_id":"a b"}""", ErrorCode.InvalidRoom, "typing")]
    [InlineData("""{"action":"typing","room_id":"all"}""", ErrorCode.ReservedRoom, "typing")]
    [InlineData("""{"action":"typing","room_id":"general"}""", ErrorCode.NotJoined, "typing")]
    [InlineData("""{"action":"presence"}""", ErrorCode.BadFrame, "presence")]
    [InlineData("""{"action":"presence","room_id":{}}""", ErrorCode.BadFrame, "presence")]
    [InlineData("""{"action":"presence","room_id":""}""", ErrorCode.InvalidRoom, "presence")]
    [InlineData("""{"action":"presence","room_id":"all"}""", ErrorCode.ReservedRoom, "presence")]
    [InlineData("""{"action":"presence","room_id":"general"}""", ErrorCode.NotJoined, "presence")]
    [InlineData("""{"action":"history"}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":7}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"a b"}""", ErrorCode.InvalidRoom, "history")]
    [InlineData("""{"action":"history","room_id":"general"}""", ErrorCode.NotJoined, "history")]
    [InlineData("""{"action":"history","room_id":"all","limit":"10"}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","limit":0}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","limit":201}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","before":0}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","after":-1}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","after":1.5}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","before":9,"after":1}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","limit":1.5}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"history","room_id":"all","limit":1e10}""", ErrorCode.BadFrame, "history")]
    [InlineData("""{"action":"join","room_id":"general","since":-1}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":"general","since":-1.0}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":"general","since":41.5}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":"general","since":1e400}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":".."}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("""{"action":"join","room_id":"general","room_id":"dev"}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"resume","since":-1}""", ErrorCode.BadFrame, "resume")]
    [InlineData("""{"action":"typing","action":"publish","content":"x","room_id":"general"}""", ErrorCode.BadFrame, "publish")]
    [InlineData("""{"action":"publish","action":"typing","content":"x","room_id":"general"}""", ErrorCode.BadFrame, "typing")]
    [InlineData("""{"$type":"System.Object","action":"join","room_id":"general"}""", ErrorCode.BadFrame, "join")]
    [InlineData("""{"action":"join","room_id":"n}:head"}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("""{"action":"join","room_id":"n\r\nFLUSHALL"}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("""{"action":"join","room_id":"*"}""", ErrorCode.InvalidRoom, "join")]
    [InlineData("\ufeff{\"action\":\"get_rooms\"}", ErrorCode.BadFrame, null)]
    [InlineData("""{"action":"resume","since":-9223372036854775808}""", ErrorCode.BadFrame, "resume")]
    public async Task Bad_frame_is_answered_with_an_error_only(string frame, string code, string? action)
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync(frame, Ct);
        var error = await ada.WaitForAsync(answer => FrameRecorder.IsType(answer, "error"), "an error");
        Assert.Equal((code, action), (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "action")));
        Assert.NotEmpty(FrameRecorder.Text(error, "message")!);
        await ada.JoinAsync("general", Ct);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2.0")]
    [InlineData("0.2e1")]
    [InlineData("20E-1")]
    [InlineData("200000000000000000000e-20")]
    public async Task Whole_number_is_read_in_every_notation(string two)
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        for (var said = 1; said <= 3; said++) await server.SayAsync("general", $"m{said}");
        await ada.SendAsync($$"""{"action":"join","room_id":"general","since":{{two}}}""", Ct);
        await ada.WaitForContentAsync("m3");
        await ada.SendAsync($$"""{"action":"history","room_id":"general","before":{{two}},"limit":{{two}}}""", Ct);
        var history = await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "history"), "history");
        Assert.Equal(["m3"], ada.Contents);
        Assert.Equal("m1", FrameRecorder.Text(Assert.Single(history.GetProperty("messages").EnumerateArray()), "content"));
    }

    [Theory]
    [InlineData("since")]
    [InlineData("before")]
    public async Task Position_of_thirty_thousand_digits_is_a_bad_frame(string field)
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        var action = field == "since" ? "join" : "history";
        await ada.SendAsync($$"""{"action":"{{action}}","room_id":"general","{{field}}":{{new string('9', 30_000)}}}""", Ct);
        var error = await ada.WaitForAsync(answer => FrameRecorder.IsType(answer, "error"), "an error");
        Assert.Equal((ErrorCode.BadFrame, action), (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "action")));
    }

    [Theory]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("toString")]
    public async Task Room_may_have_a_JavaScript_property_name(string room)
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync($$"""{"room_id":"{{room}}","action":"join"}""", Ct);
        await ada.WaitForAsync(
            frame => FrameRecorder.IsType(frame, "room_joined") && FrameRecorder.Text(frame, "room_id") == room, "it is joined");
    }

    [Fact]
    public async Task Deep_nesting_is_answered_with_an_error()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync($$"""{"x":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"action":"get_rooms"}""", Ct);
        await ada.WaitForAsync(answer => FrameRecorder.IsType(answer, "error"), "an error");
        await ada.JoinAsync("general", Ct);
    }

    [Fact]
    public async Task A_room_id_of_ten_thousand_characters_is_not_echoed()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync($$"""{"action":"join","room_id":"{{new string('x', 10_000)}}"}""", Ct);
        var error = await ada.WaitForAsync(answer => FrameRecorder.IsType(answer, "error"), "an error");
        Assert.Equal(ErrorCode.InvalidRoom, FrameRecorder.Text(error, "code"));
        Assert.InRange(error.GetRawText().Length, 1, 500);
    }

    [Fact]
    public async Task Too_large_frame_closes_the_connection_with_the_reason()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync(new string('x', 1024 * 1024), Ct);
        await AssertClosedAsync(ada, CloseCode.FrameTooLarge);
    }

    [Fact]
    public async Task A_frame_of_the_largest_size_is_taken()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync("""{"action":"get_rooms"}""".PadRight(ProtocolLimits.MaxClientFrameBytes), Ct);
        await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "rooms_info"), "rooms_info");
    }

    [Fact]
    public async Task A_binary_frame_closes_the_connection_with_the_reason()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendBinaryAsync([1, 2, 3], Ct);
        await AssertClosedAsync(ada, CloseCode.BinaryFrame);
    }

    [Fact]
    public async Task Invalid_UTF_8_closes_only_its_own_connection()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(server.Address, Ct);
        await socket.SendAsync(new byte[] { 0xff, 0xfe }, WebSocketMessageType.Text, endOfMessage: true, Ct);
        await Eventually.Holds(() => server.Connections.Count == 1, "the connection is closed");
        await ada.JoinAsync("general", Ct);
    }

    [Fact]
    public async Task Twenty_bad_frames_in_a_row_close_the_connection()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        for (var i = 0; i < 19; i++) await ada.SendAsync("?", Ct);
        await ada.JoinAsync("general", Ct);
        for (var i = 0; i < 20; i++) await ada.SendAsync("?", Ct);
        await AssertClosedAsync(ada, CloseCode.TooManyErrors);
        Assert.Equal(39, ada.Frames.Count(frame => FrameRecorder.IsType(frame, "error")));
    }

    [Fact]
    public async Task Joins_beyond_the_room_limit_get_errors()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        for (var i = 0; i < 1_000; i++) await ada.SendAsync($$"""{"action":"join","room_id":"room-{{i}}"}""", Ct);
        await Eventually.Holds(() => ada.Frames.Count == 1_000, "every join is answered");
        Assert.Equal(100, ada.Frames.Count(frame => FrameRecorder.IsType(frame, "room_joined")));
        var codes = ada.Frames.Where(frame => FrameRecorder.IsType(frame, "error"))
            .Select(frame => FrameRecorder.Text(frame, "code")).Distinct();
        Assert.Equal([ErrorCode.TooManyRooms, ErrorCode.RateLimited], codes);
    }

    private static async Task AssertClosedAsync(FrameRecorder client, CloseCode code)
    {
        await Eventually.Holds(() => client.HasEnded, "the connection is closed");
        Assert.Equal((code.Code, code.Reason), ((int)client.CloseStatus!, client.CloseReason));
    }
}
