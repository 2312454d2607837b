using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.RoomTopics;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Tests.Messaging.RoomTopics;

[Collection(SharedEmulator.Name)]
public sealed class RoomTopicRouteTests(RedisFixture fixture, RoomsEmulator emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_rooms_than_MaxSenders_can_be_sent_to()
    {
        await using var redis = await fixture.ConnectAsync();
        var administration = new ServiceBusAdministrationClient(emulator.AdministrationConnectionString);
        var settings = Options.Create(new RoomTopicOptions { MaxSenders = 2 });
        var lifecycle = new RoomTopicLifecycle(
            administration, new RoomTopicLock(redis),
            new RedisRoomServers(redis, Options.Create(new RoomLogOptions())),
            Options.Create(new ServiceBusNames()), settings);
        await using var client = emulator.CreateClient();
        using var route = new RoomTopicRoute(client, lifecycle, settings, NullLogger<RoomTopicRoute>.Instance);
        var rooms = Enumerable.Range(0, 6).Select(_ => Said.AnyRoom()).ToList();

        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(
                rooms.SelectMany(room => Enumerable.Range(0, 3).Select(_ =>
                    route.SendAsync(room, [new ServiceBusMessage("m") { SessionId = "s" }], Ct))));
        }

        foreach (var room in rooms)
        {
            var counts = await administration.GetSubscriptionRuntimePropertiesAsync(RoomTopicName.Of(room), lifecycle.Subscription, Ct);
            Assert.Equal(15, counts.Value.ActiveMessageCount);
            await administration.DeleteTopicAsync(RoomTopicName.Of(room), Ct);
        }
    }

    [Fact]
    public async Task Topic_removal_of_one_room_does_not_delay_other_rooms()
    {
        await using var redis = await fixture.ConnectAsync();
        var administration = new ServiceBusAdministrationClient(emulator.AdministrationConnectionString);
        var settings = Options.Create(new RoomTopicOptions());
        var topicLock = new RoomTopicLock(redis);
        var lifecycle = new RoomTopicLifecycle(
            administration, topicLock, new RedisRoomServers(redis, Options.Create(new RoomLogOptions())),
            Options.Create(new ServiceBusNames()), settings);
        await using var client = emulator.CreateClient();
        using var route = new RoomTopicRoute(client, lifecycle, settings, NullLogger<RoomTopicRoute>.Instance);
        var (held, free) = (Said.AnyRoom(), Said.AnyRoom());

        var removing = await topicLock.TakeAsync(held, Ct);
        var waiting = route.SendAsync(held, [new ServiceBusMessage("m") { SessionId = "s" }], Ct);
        await route.SendAsync(free, [new ServiceBusMessage("m") { SessionId = "s" }], Ct).WaitAsync(Eventually.Patience, Ct);
        Assert.False(waiting.IsCompleted);
        await removing.DisposeAsync();
        await waiting;
        foreach (var room in new[] { held, free }) await administration.DeleteTopicAsync(RoomTopicName.Of(room), Ct);
    }
}
