using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Rooms.Members;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Rooms;
using static RoomChat.Tests.Rooms.RoomsHost;

namespace RoomChat.Tests.Realtime.Routing;

/// <summary>A private room under each strategy, on two instances. ClientSide, which sends every room to everyone, is included.</summary>
[Collection(RoutingBacking.Name)]
public sealed class PrivateRoomsTests(OwnBacking backing) : IDisposable
{
    private readonly RoomsFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("SharedSubscription")]
    [InlineData("FilteredSubscription")]
    [InlineData("TopicPerRoom")]
    [InlineData("ClientSide")]
    public async Task Only_members_hear_a_private_room_and_publish_to_it(string strategy)
    {
        await using var api = await _file.StartAsync();
        var roomId = await api.CreateAsync();
        await api.AddAsync(roomId, Bob, RoomRoles.Member);
        var settings = new Dictionary<string, string?> { [RoomsFile.Setting] = _file.Path };
        await using var system = await RoutedSystem.StartAsync(backing, strategy, instances: 2, settings);
        var (first, second) = (system.Instances[0], system.Instances[1]);
        await using var ada = await FrameRecorder.ConnectAsync(first.Address, Ct, Ada);
        await using var bob = await FrameRecorder.ConnectAsync(second.Address, Ct, Bob);
        await using var eve = await FrameRecorder.ConnectAsync(second.Address, Ct, Eve);
        await using var hub = await HubRecorder.ConnectAsync(first.HubAddress, Eve);
        await ada.JoinAsync(roomId.Value, Ct);
        await bob.JoinAsync(roomId.Value, Ct);

        await eve.SendAsync($$"""{"action":"publish","content":"from eve","room_id":"{{roomId}}","message_id":"e1"}""", Ct);
        var refused = await eve.WaitForAsync(frame => FrameRecorder.Text(frame, "message_id") == "e1", "an answer");
        Assert.Equal(ErrorCode.Forbidden, FrameRecorder.Text(refused, "code"));
        await Assert.ThrowsAsync<HubException>(() => hub.AskAsync("publish", new { content = "from eve", room_id = roomId.Value }));

        await bob.SendAsync($$"""{"action":"publish","content":"from bob","room_id":"{{roomId}}"}""", Ct);
        await ada.WaitForContentAsync("from bob");
        await bob.WaitForContentAsync("from bob");
        Assert.True((await api.ActAsync(Ada, roomId, ModerationAct.Ban, Bob)).IsDone);
        await bob.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_left"), "room_left");
        await system.PublishAsync(roomId, "after");
        await ada.WaitForContentAsync("after");

        // The marker to everyone comes after the earlier messages.
        var marker = Guid.NewGuid().ToString("n");
        await system.PublishAsync(RoomId.All, marker);
        foreach (var outsider in (FrameRecorder[])[eve, bob]) await outsider.WaitForContentAsync(marker);
        await hub.WaitForContentAsync(marker);
        Assert.DoesNotContain("after", bob.Contents);
        Assert.DoesNotContain(eve.Frames.Concat(hub.Frames), frame => FrameRecorder.Text(frame, "type") is "message" or null
            && FrameRecorder.Text(frame, "room_id") == roomId.Value && FrameRecorder.Text(frame, "content") is not null);
    }
}
