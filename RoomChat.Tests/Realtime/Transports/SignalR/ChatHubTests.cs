using System.Net.WebSockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Transports.SignalR;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

/// <summary>The official client uses the hub like a WebSocket client uses <c>/ws</c>, and both share the same rooms.</summary>
public sealed class ChatHubTests
{
    private const char RecordSeparator = '\u001e';

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_action_has_its_method() => Assert.Equal(
        ActionNames.All.Append(ChatHub.AnyAction).Order(StringComparer.Ordinal),
        typeof(ChatHub).GetMethods().Select(method => method.GetCustomAttribute<HubMethodNameAttribute>()?.Name)
            .OfType<string>().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Join_is_answered_and_messages_equal_those_on_WebSocket()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        await using var bob = await server.ConnectAsync();
        var joined = await ada.JoinAsync("general");
        await bob.JoinAsync("general", Ct);
        await server.SayAsync("general", "it's 😀 <b>");
        // The order of messages of different rooms is not defined.
        await ada.WaitForContentAsync("it's 😀 <b>");
        await bob.WaitForContentAsync("it's 😀 <b>");
        await server.SayAsync("all", "to everyone");
        await ada.WaitForContentAsync("to everyone");
        await bob.WaitForContentAsync("to everyone");

        Assert.Equal("Successfully joined room 'general'", FrameRecorder.Text(joined, "message"));
        Assert.Equal(joined.GetRawText(), ada.Frames[0].GetRawText());
        Assert.All(ada.Events, told => Assert.Equal(told.Event, FrameRecorder.Text(told.Frame, "type")));
        Assert.Equal(Messages(bob.Frames), Messages(ada.Frames));
    }

    [Fact]
    public async Task Left_room_sends_nothing_and_both_connection_kinds_are_counted()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        await using var bob = await server.ConnectAsync();
        await ada.JoinAsync("general");
        await ada.JoinAsync("dev");
        await bob.JoinAsync("general", Ct);
        var rooms = await ada.Connection.InvokeAsync<JsonElement>("get_rooms", Ct);
        Assert.Equal("""{"general":2,"dev":1}""", rooms.GetProperty("rooms").GetRawText());

        await ada.AskAsync("leave", new { room_id = "general" });
        await server.SayAsync("general", "unheard");
        await server.SayAsync("dev", "marker");
        await ada.WaitForContentAsync("marker");
        Assert.Equal(["marker"], ada.Contents);
    }

    [Fact]
    public async Task After_a_break_a_client_resumes_where_it_was()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var network = new CuttableProxy(server.HubAddress.Port);
        await using var ada = await HubRecorder.ConnectAsync(
            network.Through(server.HubAddress), configure: builder => builder.WithAutomaticReconnect(new TryAgain()));
        var joined = await ada.JoinAsync("general");
        await server.SayAsync("general", "before");
        var last = (await ada.WaitForContentAsync("before")).GetProperty("offset").GetInt64();
        var isBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ada.Connection.Reconnected += _ =>
        {
            isBack.TrySetResult();
            return Task.CompletedTask;
        };

        network.Hold();
        network.CutAll();
        await Eventually.Holds(() => ada.Connection.State == HubConnectionState.Reconnecting, "the client has noticed");
        await server.SayAsync("general", "missed 1");
        await server.SayAsync("general", "missed 2");
        network.Release();
        await isBack.Task.WaitAsync(Eventually.Patience, Ct);
        var again = await ada.AskAsync("join", new { room_id = "general", since = last, epoch = FrameRecorder.Text(joined, "epoch") });
        await server.SayAsync("general", "after");
        await ada.WaitForContentAsync("after");

        Assert.True(again.GetProperty("recovered").GetBoolean());
        Assert.Equal(["before", "missed 1", "missed 2", "after"], ada.Contents);
    }

    [Fact]
    public async Task History_presence_and_a_ping_are_answered()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress, new Caller("u7", "Ada Ü"));
        await ada.JoinAsync("general");
        await server.SayAsync("general", "kept");
        var history = await ada.AskAsync("history", new { room_id = "general", limit = 5 });
        var presence = await ada.AskAsync("presence", new { room_id = "general" });
        var resumed = await ada.AskAsync("resume", new { });
        var pong = await ada.Connection.InvokeAsync<JsonElement>("ping", Ct);

        Assert.Equal("kept", FrameRecorder.Text(history.GetProperty("messages")[0], "content"));
        Assert.Equal("u7", FrameRecorder.Text(presence.GetProperty("members")[0].GetProperty("user"), "id"));
        Assert.Equal("Ada Ü", FrameRecorder.Text(resumed.GetProperty("user"), "name"));
        Assert.Equal("pong", FrameRecorder.Text(pong, "type"));
    }

    [Theory]
    [InlineData("join", """{"room_id":"all"}""", "reserved_room")]
    [InlineData("join", """{}""", "bad_frame")]
    [InlineData("join", """ { } """, "bad_frame")]
    [InlineData("join", """{"room_id":7}""", "bad_frame")]
    [InlineData("join", """["general"]""", "bad_frame")]
    [InlineData("join", "null", "bad_frame")]
    [InlineData("leave", """{"room_id":"elsewhere"}""", "not_joined")]
    [InlineData("leave", """{"action":"join","room_id":"general"}""", "bad_frame")]
    public async Task Refused_action_fails_its_invocation_and_sends_an_error_event(string action, string fields, string code)
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        var refused = await Assert.ThrowsAsync<HubException>(() => ada.AskAsync(action, JsonElement.Parse(fields)));
        var told = await ada.WaitForAsync("error");

        Assert.Contains($"{code}: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(code, FrameRecorder.Text(told, "code"));
        await ada.JoinAsync("general");
    }

    [Fact]
    public async Task Closed_client_has_left_but_a_cut_client_may_return()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var network = new CuttableProxy(server.HubAddress.Port);
        var goes = await HubRecorder.ConnectAsync(server.HubAddress, new Caller("goes", "Goes"));
        await using var cut = await HubRecorder.ConnectAsync(network.Through(server.HubAddress), new Caller("cut", "Cut"));
        await Eventually.Holds(() => server.Connections.Count == 2, "both are there");
        var connections = server.Connections.All().ToDictionary(connection => connection.Caller.Id, StringComparer.Ordinal);

        network.CutAll();
        await goes.DisposeAsync();
        await Eventually.Holds(() => server.Connections.Count == 0, "both are gone");

        Assert.Equal(CloseCode.Normal, connections["goes"].CloseCode);
        Assert.Equal(CloseCode.InternalError, connections["cut"].CloseCode);
    }

    [Fact]
    public async Task Client_that_sent_Close_has_left_although_its_socket_breaks()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.HubAddress) { Scheme = "ws" }.Uri, Ct);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + RecordSeparator),
            WebSocketMessageType.Text, endOfMessage: true, Ct);
        await Eventually.Holds(() => server.Connections.Count == 1, "it is there");
        var connection = server.Connections.All().Single();

        await socket.SendAsync(
            Encoding.UTF8.GetBytes("""{"type":7}""" + RecordSeparator),
            WebSocketMessageType.Text, endOfMessage: true, Ct);
        await Eventually.Holds(() => server.Connections.Count == 0, "it is gone");
        socket.Abort();

        Assert.Equal(CloseCode.Normal, connection.CloseCode);
    }

    [Fact]
    public async Task Stopping_instance_asks_its_clients_to_reconnect()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        await using var bob = await HubRecorder.ConnectAsync(
            server.HubAddress, configure: builder => builder.WithAutomaticReconnect(new TryAgain()));
        var comesBack = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        bob.Connection.Reconnecting += why =>
        {
            comesBack.TrySetResult(why);
            return Task.CompletedTask;
        };
        await ada.JoinAsync("general");
        await server.StopAsync();
        await Eventually.Holds(() => ada.Ended is not null, "the connection is closed");

        Assert.Contains("4001 shutting down, reconnect", ada.Ended, StringComparison.Ordinal);
        Assert.Contains("4001", (await comesBack.Task.WaitAsync(Eventually.Patience, Ct))?.Message, StringComparison.Ordinal);
        Assert.Empty(await server.Counts.ReadAsync(Ct));
    }

    private static IEnumerable<string> Messages(IEnumerable<JsonElement> frames) =>
        frames.Where(frame => FrameRecorder.IsType(frame, "message")).Select(frame => frame.GetRawText());

    private sealed class TryAgain : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(50);
    }
}
