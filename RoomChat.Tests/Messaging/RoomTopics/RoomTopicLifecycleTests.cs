using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.RoomTopics;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Tests.Messaging.RoomTopics;

[Collection(SharedEmulator.Name)]
public sealed class RoomTopicLifecycleTests(RedisFixture fixture, RoomsEmulator emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Topic_stays_when_its_lock_is_lost_during_removal()
    {
        await using var redis = await fixture.ConnectAsync();
        var administration = new ServiceBusAdministrationClient(emulator.AdministrationConnectionString);
        var room = Said.AnyRoom();
        var lifecycle = new RoomTopicLifecycle(
            administration,
            new RoomTopicLock(redis, expiry: TimeSpan.FromSeconds(1)),
            new RedisRoomServers(redis, Options.Create(new RoomLogOptions())),
            Options.Create(new ServiceBusNames()), Options.Create(new RoomTopicOptions()));
        await lifecycle.EnsureAsync(room, Ct);
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(RoomTopicName.Of(room));
        await sender.SendMessageAsync(new ServiceBusMessage("still there") { SessionId = "s" }, Ct);

        var removing = lifecycle.RemoveAsync(room, EmptyAsync, Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => removing.WaitAsync(Eventually.Patience, Ct));
        Assert.True(await administration.TopicExistsAsync(RoomTopicName.Of(room), Ct));
        await administration.DeleteTopicAsync(RoomTopicName.Of(room), Ct);

        async Task EmptyAsync(string topic, CancellationToken token)
        {
            await redis.GetDatabase().KeyDeleteAsync(RoomKeys.TopicLock(room));
            await new TaskCompletionSource().Task.WaitAsync(token);
        }
    }
}
