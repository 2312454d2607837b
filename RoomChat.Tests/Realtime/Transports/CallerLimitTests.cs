using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>Limits of a user or an address over all its connections to an instance.</summary>
public sealed class CallerLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Joins_of_a_user_count_over_WebSocket_and_hub()
    {
        await using var server = await RealtimeServer.StartAsync(Limit("Joins", userBurst: 2));
        await using var first = await server.ConnectAsync("user-1");
        await using var second = await server.ConnectAsync("user-1");
        await using var hub = await HubRecorder.ConnectAsync(server.HubAddress, new Caller("user-1", "Ann"));
        await using var bob = await server.ConnectAsync("user-2");
        await first.JoinAsync("general", Ct);
        await second.JoinAsync("general", Ct);

        var error = await AskAsync(first, "general");
        Assert.Equal(
            ("rate_limited", "join", "general"),
            (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "action"), FrameRecorder.Text(error, "room_id")));
        var refused = await Assert.ThrowsAsync<HubException>(() => hub.AskAsync("join", new { room_id = "general" }));
        Assert.Contains("rate_limited", refused.Message, StringComparison.Ordinal);
        await bob.JoinAsync("general", Ct);
    }

    [Fact]
    public async Task Joins_count_per_address_and_programs_are_not_counted()
    {
        await using var server = await RealtimeServer.StartAsync(Limit("Joins", addressBurst: 1));
        await using var ann = await ConnectAsync(server, "user-1", "192.0.2.1");
        await using var bob = await ConnectAsync(server, "user-2", "192.0.2.1");
        await using var cem = await ConnectAsync(server, "user-3", "192.0.2.2");
        await using var program = await ConnectAsync(server, "subscription:tests", "192.0.2.1");
        await ann.JoinAsync("general", Ct);
        Assert.Equal("rate_limited", FrameRecorder.Text(await AskAsync(bob, "general"), "code"));
        await cem.JoinAsync("general", Ct);
        await program.JoinAsync("general", Ct);
        await program.JoinAsync("other", Ct);
    }

    [Fact]
    public async Task Joins_that_create_rooms_are_limited_other_joins_are_not()
    {
        await using var server = await RealtimeServer.StartAsync(Limit("Rooms", userBurst: 2));
        await server.SayAsync("old", "hi");
        await using var ann = await server.ConnectAsync("user-1");
        await ann.JoinAsync("new-1", Ct);
        await ann.JoinAsync("new-2", Ct);

        var error = await AskAsync(ann, "new-3");

        Assert.Equal("rate_limited", FrameRecorder.Text(error, "code"));
        Assert.Contains("too many rooms", FrameRecorder.Text(error, "message"), StringComparison.Ordinal);
        Assert.Null((await ((IRoomLog)server.Log).GetHeadsAsync([RoomId.Parse("new-3", null)], Ct))[0].Head);
        await ann.JoinAsync("old", Ct);
        await ann.JoinAsync("new-1", Ct);
        await ann.GetRoomsAsync(Ct);
    }

    private static Task<FrameRecorder> ConnectAsync(RealtimeServer server, string id, string address) =>
        FrameRecorder.ConnectAsync(server.Address, Ct, new Caller(id, id) { Address = address });

    private static async Task<JsonElement> AskAsync(FrameRecorder client, string room)
    {
        await client.SendAsync($$"""{"action":"join","room_id":"{{room}}"}""", Ct);
        return await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "error"), "an error");
    }

    /// <summary>Buckets that refill one token a minute: too slow to matter during a test.</summary>
    private static Dictionary<string, string?> Limit(string of, int userBurst = 1_000, int addressBurst = 1_000) => new()
    {
        [$"Limits:{of}:UserBurst"] = $"{userBurst}",
        [$"Limits:{of}:UserPerMinute"] = "1",
        [$"Limits:{of}:AddressBurst"] = $"{addressBurst}",
        [$"Limits:{of}:AddressPerMinute"] = "1",
    };
}
