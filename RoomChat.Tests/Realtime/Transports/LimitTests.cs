using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Transports;

public sealed class LimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_joins_no_more_than_MaxRooms()
    {
        await using var server = await RealtimeServer.StartAsync(Setting("MaxRooms", "2"));
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("one", Ct);
        await ada.JoinAsync("two", Ct);
        await ada.SendAsync("""{"action":"join","room_id":"three"}""", Ct);
        await WaitForErrorAsync(ada, "too_many_rooms");
        await ada.LeaveAsync("one", Ct);
        await ada.JoinAsync("three", Ct);
    }

    [Fact]
    public async Task Frame_above_the_size_limit_closes_the_connection()
    {
        await using var server = await RealtimeServer.StartAsync(Setting("MaxFrameBytes", "2048"));
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync("""{"action":"ping"}""".PadRight(2048), Ct);
        await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "pong"), "the answer");
        await ada.SendAsync("""{"action":"ping"}""".PadRight(2049), Ct);
        await Eventually.Holds(() => ada.CloseStatus == WebSocketCloseStatus.MessageTooBig, "closed with 1009");
    }

    [Fact]
    public async Task Joins_are_held_back_sooner_than_other_actions()
    {
        await using var server = await RealtimeServer.StartAsync(
            new() { ["Realtime:Connections:JoinBurst"] = "3", ["Realtime:Connections:JoinsPerSecond"] = "1" });
        await using var ada = await server.ConnectAsync();
        for (var room = 0; room < 10; room++) await ada.SendAsync($$"""{"action":"join","room_id":"room-{{room}}"}""", Ct);
        var error = await WaitForErrorAsync(ada, "rate_limited");
        Assert.Equal("join", FrameRecorder.Text(error, "action"));
        await ada.GetRoomsAsync(Ct);
    }

    [Theory]
    [InlineData("MaxPerUser", "user-1")]
    [InlineData("MaxPerSubscription", "subscription:tests")]
    public async Task Caller_opens_no_more_connections_than_the_limit(string setting, string caller)
    {
        await using var server = await RealtimeServer.StartAsync(Setting(setting, "2"));
        var first = await ConnectAsync(server, caller);
        await using var second = await ConnectAsync(server, caller);
        using var third = await TryConnectAsync(server, caller);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.HttpStatusCode);
        await using var other = await ConnectAsync(server, caller + "-b");
        await first.DisposeAsync();
        await Eventually.Holds(async () =>
        {
            using var again = await TryConnectAsync(server, caller);
            return again.State == WebSocketState.Open;
        }, "a connection that is closed makes room for another");
    }

    [Fact]
    public async Task Connection_without_rooms_is_closed_after_the_idle_timeout()
    {
        await using var server = await RealtimeServer.StartAsync(Setting("IdleTimeout", "00:00:04"));
        await using var member = await server.ConnectAsync();
        await member.JoinAsync("general", Ct);
        await using var left = await server.ConnectAsync();
        await left.JoinAsync("general", Ct);
        await left.LeaveAsync("general", Ct);
        await using var silent = await server.ConnectAsync();
        await Eventually.Holds(() => silent.HasEnded && left.HasEnded, "both are closed");
        Assert.Equal((4502, 4502), ((int)silent.CloseStatus!, (int)left.CloseStatus!));
        await server.SayAsync("general", "still here");
        await member.WaitForContentAsync("still here");
    }

    [Theory]
    [InlineData("https://chat.example", true)]
    [InlineData("https://CHAT.example", true)]
    [InlineData("http://chat.example", false)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    public async Task Only_listed_origins_and_programs_may_connect(string? origin, bool mayConnect)
    {
        await using var server = await RealtimeServer.StartAsync(Setting("AllowedOrigins:0", "https://chat.example"));
        using var socket = await TryConnectAsync(server, "user-1", origin);
        Assert.Equal(mayConnect ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("MaxFrameBytes", "10")]
    [InlineData("FrameTimeout", "00:00:00")]
    [InlineData("JoinBurst", "0")]
    [InlineData("JoinsPerSecond", "0")]
    [InlineData("TypingBurst", "0")]
    [InlineData("TypingPerSecond", "0")]
    [InlineData("MaxPerUser", "-1")]
    [InlineData("MaxPerSubscription", "-1")]
    [InlineData("IdleTimeout", "-00:00:01")]
    [InlineData("AllowedOrigins:0", "https://chat.example/page")]
    public async Task Invalid_setting_is_reported_at_start(string name, string value)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RealtimeServer.StartAsync(Setting(name, value)));
        Assert.Contains(name.Split(':')[0], refusal.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Setting(string name, string value) => new() { [$"Realtime:Connections:{name}"] = value };

    private static Task<JsonElement> WaitForErrorAsync(FrameRecorder recorder, string code) =>
        recorder.WaitForAsync(
            frame => FrameRecorder.IsType(frame, "error") && FrameRecorder.Text(frame, "code") == code,
            $"the error {code}");

    private static Task<FrameRecorder> ConnectAsync(RealtimeServer server, string caller) =>
        FrameRecorder.ConnectAsync(server.Address, Ct, new Caller(caller, "Somebody"));

    private static async Task<ClientWebSocket> TryConnectAsync(RealtimeServer server, string caller, string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(Caller.IdHeader, caller);
        socket.Options.SetRequestHeader(Caller.NameHeader, "Somebody");
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(server.Address, Ct);
        }
        catch (WebSocketException)
        {
            // The caller checks HttpStatusCode, which shows how the handshake was refused.
        }
        return socket;
    }
}
