using RoomChat.Messaging.Redis;

namespace RoomChat.Tests.Messaging.Redis;

public sealed class HashSlotTests(RedisClusterFixture fixture)
{
    [Theory]
    [InlineData("123456789", 12739)]
    [InlineData("{user1000}.following", 3443)]
    [InlineData("{user1000}.followers", 3443)]
    [InlineData("foo{}{bar}", 8363)]
    [InlineData("foo{{bar}}zap", 4015)]
    [InlineData("foo{bar}{zap}", 5061)]
    [InlineData("{", 4092)]
    public async Task Slot_is_the_one_that_redis_computes(string name, int slot)
    {
        Assert.Equal(slot, HashSlot.Of(name));
        await using var redis = await fixture.ConnectAsync();
        Assert.Equal(slot, (int)await redis.GetServers()[0].ExecuteAsync("CLUSTER", "KEYSLOT", name));
    }

    [Fact]
    public void Keys_and_channel_of_a_room_share_one_slot()
    {
        var room = Said.AnyRoom();
        string?[] names =
        [
            RoomKeys.Head(room), RoomKeys.Log(room), RoomKeys.Ids(room), RoomKeys.Rate(room),
            RoomKeys.Members(room), RoomKeys.Channel(room), RoomKeys.Channel(room, isSharded: true),
        ];
        Assert.Single(names.Select(name => HashSlot.Of(name!)).Distinct());
        Assert.Equal(HashSlot.Of(RoomKeys.CountingInstances!), HashSlot.Of(RoomKeys.CountShare("any")!));
    }
}
