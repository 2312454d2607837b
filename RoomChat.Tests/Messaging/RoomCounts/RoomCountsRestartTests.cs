using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;

namespace RoomChat.Tests.Messaging.RoomCounts;

/// <summary>The counts when Redis loses its data. The test has its own Redis.</summary>
public sealed class RoomCountsRestartTests
{
    private const string First = "first";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renewal_after_data_loss_reports_the_lost_share()
    {
        var room = Said.AnyRoom();
        await using var process = await RedisProcess.StartAsync();
        await using var redis = await process.ConnectAsync();
        var counts = new RedisRoomCounts(redis, Options.Create(new RoomCountsOptions()));
        await counts.SetAsync(First, new Dictionary<RoomId, int> { [room] = 2 }, Ct);
        Assert.True(await counts.RenewAsync(First, Ct));

        await redis.GetDatabase().ExecuteAsync("FLUSHALL");

        Assert.False(await counts.RenewAsync(First, Ct));
        Assert.Empty(await counts.ReadAsync(Ct));
    }
}
