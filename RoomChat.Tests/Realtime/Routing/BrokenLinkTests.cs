using System.Globalization;
using Microsoft.AspNetCore.SignalR.Client;
using RoomChat.Contracts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing;

/// <summary>Connections to the broker break while messages are sent.</summary>
[Collection(RoutingBacking.Name)]
public sealed class BrokenLinkTests(OwnBacking backing)
{
    private const int Messages = 200;
    private const int Cuts = 5;

    private readonly RoomId _room = Said.AnyRoom();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SharedSubscription")]
    [InlineData("FilteredSubscription")]
    [InlineData("TopicPerRoom")]
    [InlineData("ClientSide")]
    public async Task Messages_keep_their_order_when_the_receivers_links_break(string strategy)
    {
        await using var system = await RoutedSystem.StartAsync(backing, strategy, instances: 0);
        await using var broker = new CuttableBroker(backing.Broker.ConnectionString);
        await using var instance = await StartAsync(broker, system);
        await using var user = await FrameRecorder.ConnectAsync(instance.Address, Ct);
        await user.JoinAsync(_room.Value, Ct);

        var publishing = system.PublishAsync(_room, 0, Messages);
        for (var cut = 1; cut <= Cuts; cut++)
        {
            await Eventually.Holds(() => user.Contents.Count >= cut * Messages / (Cuts + 1), "some more came");
            broker.CutAll();
        }
        var said = await publishing;
        await user.WaitForContentAsync(said[^1]);
        Assert.Equal(said, user.Contents);
        await instance.StopAsync();
    }

    [Theory]
    [InlineData("SharedSubscription")]
    [InlineData("TopicPerRoom")]
    public async Task Pipelined_messages_keep_their_order_on_a_cold_link(string strategy)
    {
        await using var system = await RoutedSystem.StartAsync(backing, strategy, instances: 0);
        await using var broker = new CuttableBroker(backing.Broker.ConnectionString);
        await using var instance = await StartAsync(broker, system);
        await using var socket = await FrameRecorder.ConnectAsync(instance.Address, Ct);
        await using var hub = await HubRecorder.ConnectAsync(instance.HubAddress);
        await socket.JoinAsync(_room.Value, Ct);

        // The link is cold because nothing was sent yet (a room's own topic), and later because the connection broke.
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 25; i++) await SayAsync(round % 2 == 0 ? socket : null, hub, (round * 25) + i);
            await socket.WaitForContentAsync(Content((round * 25) + 24));
            broker.CutAll();
        }
        Assert.Equal(Enumerable.Range(0, 100).Select(Content), socket.Contents);
        await instance.StopAsync();
    }

    private async Task<RealtimeInstance> StartAsync(CuttableBroker broker, RoutedSystem system)
    {
        var instance = await RealtimeInstance.StartAsync(broker.ConnectionString, backing.Redis.ConnectionString, system.Settings);
        await instance.BecomesReadyAsync();
        return instance;
    }

    private static string Content(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Publishes over WebSocket or hub, without waiting for the answer.</summary>
    private Task SayAsync(FrameRecorder? socket, HubRecorder hub, int number) => socket is null
        ? hub.Connection.SendAsync("publish", new { content = Content(number), room_id = _room.Value }, Ct)
        : socket.SendAsync($$"""{"action":"publish","content":"{{Content(number)}}","room_id":"{{_room}}"}""", Ct);
}
