using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

/// <summary>The limits of <c>/ws</c> also apply to the hub.</summary>
public sealed class HubLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("id")]
    [InlineData("ID")]
    public async Task Connection_may_go_to_another_instance_than_its_negotiation(string parameter)
    {
        await using var first = await RealtimeServer.StartAsync();
        await using var second = await RealtimeServer.StartAsync(sharingWith: first);
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(first.HubAddress + "/negotiate?negotiateVersion=1"), content: null, Ct);
        var negotiated = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var token = negotiated.GetProperty("connectionToken").GetString();
        Assert.Equal("WebSockets", negotiated.GetProperty("availableTransports")[0].GetProperty("transport").GetString());

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{second.HubAddress.Authority}/hub?{parameter}={token}"), Ct);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"),
            WebSocketMessageType.Text, endOfMessage: true, Ct);
        var buffer = new byte[256];
        var shaken = await socket.ReceiveAsync(buffer, Ct);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(buffer, 0, shaken.Count));
        await Eventually.Holds(() => second.Connections.Count == 1, "the second instance serves it");
    }

    [Fact]
    public async Task Connections_over_WebSocket_and_hub_share_one_limit()
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:MaxPerUser"] = "2" });
        var caller = new Caller("user-1", "Ada");
        await using var socket = await server.ConnectAsync("user-1");
        var hub = await HubRecorder.ConnectAsync(server.HubAddress, caller);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => HubRecorder.ConnectAsync(server.HubAddress, caller));
        Assert.Contains("429", refused.ToString(), StringComparison.Ordinal);

        await hub.DisposeAsync();
        await Eventually.Holds(() => CanConnectAsync(server.HubAddress, caller), "a connection that is closed makes room for another");
    }

    [Fact]
    public async Task Foreign_origins_and_plain_HTTP_requests_are_refused()
    {
        await using var server = await RealtimeServer.StartAsync(
            new() { ["Realtime:Connections:AllowedOrigins:0"] = "https://chat.example" });
        using var http = new HttpClient();
        using var plain = await http.GetAsync(server.HubAddress, Ct);
        using var negotiation = new HttpRequestMessage(HttpMethod.Post, server.HubAddress + "/negotiate")
        {
            Headers = { { "Origin", "https://elsewhere.example" } }
        };
        using var refused = await http.SendAsync(negotiation, Ct);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{server.HubAddress.Authority}/hub"), Ct));

        Assert.Equal(HttpStatusCode.UpgradeRequired, plain.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Actions_are_rate_limited_and_bad_frames_close_the_connection()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:JoinBurst"] = "2",
            ["Realtime:Connections:JoinsPerSecond"] = "1",
            ["Realtime:Connections:MaxBadFrames"] = "3",
        });
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        for (var room = 0; room < 10; room++) await ada.Connection.SendAsync("join", new { room_id = $"room-{room}" }, Ct);
        await ada.WaitForAsync("error", error => FrameRecorder.Text(error, "code") == "rate_limited");

        for (var bad = 0; bad < 3; bad++) await ada.Connection.SendAsync("leave", new { }, Ct);
        await Eventually.Holds(() => ada.Ended is not null, "the connection is closed");
        Assert.Contains("4501 too many bad frames", ada.Ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_frame_closes_the_connection_with_the_reason()
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:MaxFrameBytes"] = "2048" });
        var reconnects = 0;
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress, configure: builder => builder.WithAutomaticReconnect());
        ada.Connection.Reconnecting += _ =>
        {
            Interlocked.Increment(ref reconnects);
            return Task.CompletedTask;
        };
        await ada.Connection.SendAsync("join", new { room_id = new string('x', 5000) }, Ct);
        await Eventually.Holds(() => ada.Ended is not null, "the connection is closed");
        Assert.Contains("1009 frame too large", ada.Ended, StringComparison.Ordinal);
        Assert.Equal(0, reconnects);
        await Eventually.Holds(() => server.Connections.Count == 0, "and gone");
    }

    [Fact]
    public async Task Client_that_does_not_read_is_closed_without_delaying_others()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:MaxQueuedBytes"] = "65536",
            ["Realtime:Connections:CloseTimeout"] = "00:00:00.5",
            // Otherwise the keep-alive timeout could close it on a slow machine.
            ["Realtime:Connections:KeepAliveTimeout"] = "00:10:00",
        });
        await using var ada = await HubRecorder.ConnectAsync(server.HubAddress);
        await ada.JoinAsync("general");
        var reading = server.Connections.All().Single();
        using var stalled = await StalledHubClient.JoinAsync(server.HubAddress, "general");
        await Eventually.Holds(
            async () => (await ada.Connection.InvokeAsync<JsonElement>("get_rooms", Ct))
                .GetProperty("rooms").GetProperty("general").GetInt32() == 2,
            "both are members");

        var slow = server.Connections.All().Single(connection => connection != reading);
        var content = new string('x', 16_000);
        for (var i = 0; server.Connections.Count == 2; i++)
        {
            Assert.InRange(i, 0, 2_000);
            await server.SayAsync("general", content);
            await Eventually.Holds(() => ada.Contents.Count > i, "the other one hears everything");
        }
        await server.SayAsync("general", "still here");
        await ada.WaitForContentAsync("still here");
        Assert.Equal(CloseCode.SlowConsumer, slow.CloseCode);
    }

    private static async Task<bool> CanConnectAsync(Uri hub, Caller caller)
    {
        try
        {
            await using var again = await HubRecorder.ConnectAsync(hub, caller);
            return true;
        }
        catch (Exception refused) when (refused is WebSocketException or HttpRequestException or HubException or AggregateException)
        {
            return false;
        }
    }
}
