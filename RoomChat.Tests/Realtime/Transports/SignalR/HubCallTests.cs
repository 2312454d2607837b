using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

/// <summary>Hub calls that match no method are answered like the same frames on the WebSocket.</summary>
public sealed class HubCallTests
{
    private const char RecordSeparator = '\u001e';

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("join", 0, "bad_frame", "join")]
    [InlineData("join", 2, "bad_frame", null)]
    [InlineData("leave", 0, "bad_frame", "leave")]
    [InlineData("get_rooms", 2, "bad_frame", null)]
    [InlineData("dance", 0, "unknown_action", "dance")]
    [InlineData("dance", 1, "unknown_action", "dance")]
    [InlineData("OnConnectedAsync", 0, "unknown_action", "OnConnectedAsync")]
    public async Task Call_without_matching_method_is_refused_like_its_frame(string method, int arguments, string code, string? action)
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        var given = Enumerable.Repeat<object?>(new { room_id = "general" }, arguments).ToArray();
        var refused = await Assert.ThrowsAsync<HubException>(() => ada.Connection.InvokeCoreAsync<JsonElement>(method, given, Ct));
        var told = await ada.WaitForAsync("error");

        Assert.Contains($"{code}: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal((code, action), (FrameRecorder.Text(told, "code"), FrameRecorder.Text(told, "action")));
        await ada.JoinAsync("general");
    }

    [Fact]
    public async Task Optional_fields_may_be_omitted_and_act_takes_any_action()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        var resumed = await ada.Connection.InvokeAsync<JsonElement>("resume", Ct);
        var pong = await ada.AskAsync("ping", new { });
        var joined = await ada.AskAsync("act", new { action = "join", room_id = "general" });
        Assert.Equal(
            ["resumed", "pong", "room_joined"],
            new[] { resumed, pong, joined }.Select(answer => FrameRecorder.Text(answer, "type")));
    }

    [Theory]
    [InlineData("?")]
    [InlineData("[]")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":1,"target":7,"arguments":[]}""")]
    [InlineData("""{"type":1,"target":"join","arguments":{}}""")]
    [InlineData("""{"type":4,"invocationId":"1","target":"join","arguments":[{"room_id":"general"}]}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"join","arguments":[[1]]}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"typing","arguments":[{"action":"publish","content":"x","room_id":"general"}]}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"act","arguments":[{"action":"typing","action":"publish","content":"x"}]}""")]
    public async Task Invalid_call_is_a_bad_frame_and_the_connection_continues(string record)
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:MaxBadFrames"] = "3" });
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.HubAddress) { Scheme = "ws" }.Uri, Ct);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, record);
        await SendAsync(socket, """{"type":1,"invocationId":"2","target":"ping","arguments":[]}""");
        Assert.Contains("bad_frame", await ReadUntilAsync(socket, "\"target\":\"pong\""), StringComparison.Ordinal);

        for (var bad = 0; bad < 3; bad++) await SendAsync(socket, record);
        Assert.Contains("4501 too many bad frames", await ReadUntilAsync(socket, "\"type\":7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deeply_nested_call_is_a_bad_frame()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.HubAddress) { Scheme = "ws" }.Uri, Ct);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        var nested = new string('[', 5_000) + new string(']', 5_000);
        await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"join","arguments":[{"x":{{nested}}}]}""");
        await SendAsync(socket, """{"type":1,"invocationId":"2","target":"ping","arguments":[]}""");
        Assert.Contains("bad_frame", await ReadUntilAsync(socket, "\"target\":\"pong\""), StringComparison.Ordinal);
    }

    private static Task SendAsync(ClientWebSocket socket, string record) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(record + RecordSeparator), WebSocketMessageType.Text, endOfMessage: true, Ct);

    private static async Task<string> ReadUntilAsync(ClientWebSocket socket, string wanted)
    {
        var heard = "";
        var buffer = new byte[4096];
        while (!heard.Contains(wanted, StringComparison.Ordinal))
        {
            var received = await socket.ReceiveAsync(buffer, Ct);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            heard += Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
        return heard;
    }
}
