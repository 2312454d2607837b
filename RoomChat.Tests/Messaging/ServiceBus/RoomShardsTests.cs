using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Tests.Messaging.ServiceBus;

public sealed class RoomShardsTests
{
    private static readonly RoomShards Shards = new(Options.Create(new ServiceBusNames()));

    /// <summary>
    /// The values were computed outside of .NET. If a value changes, messages of a room lose their order while two versions run.
    /// </summary>
    [Theory]
    [InlineData("all", "shard-04")]
    [InlineData("general", "shard-11")]
    [InlineData("dev", "shard-12")]
    [InlineData("random", "shard-02")]
    [InlineData("General", "shard-11")]
    [InlineData("a", "shard-12")]
    [InlineData("room-1", "shard-12")]
    [InlineData("room.with_all-3", "shard-04")]
    public void A_room_has_the_same_shard_in_every_version(string room, string shard) =>
        Assert.Equal(shard, Shards.Of(RoomId.Parse(room, provider: null)));

    [Fact]
    public void There_are_16_shards_and_their_names_have_two_digits()
    {
        Assert.Equal(16, Shards.Names.Count);
        Assert.Equal(("shard-00", "shard-09", "shard-15"), (Shards.Names[0], Shards.Names[9], Shards.Names[15]));
    }

    [Fact]
    public void Many_rooms_spread_over_all_shards()
    {
        var perShard = Enumerable.Range(0, 1600).GroupBy(number => Shards.Of(RoomId.Parse($"room-{number}", provider: null))).ToList();
        Assert.Equal(Shards.Names, perShard.Select(shard => shard.Key).Order(StringComparer.Ordinal));
        Assert.All(perShard, shard => Assert.InRange(shard.Count(), 50, 200));
    }
}
