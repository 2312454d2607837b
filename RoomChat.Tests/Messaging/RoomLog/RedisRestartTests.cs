using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomLog;

/// <summary>Log and channel when Redis is killed and restarted. The tests have their own Redis.</summary>
public sealed class RedisRestartTests : IAsyncLifetime
{
    private readonly RoomId _room = Said.AnyRoom();
    private RedisProcess _process = null!;
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _process = await RedisProcess.StartAsync();
        _redis = await _process.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _process.DisposeAsync();
    }

    [Fact]
    public async Task Acknowledged_messages_survive_a_kill_and_appends_continue()
    {
        var log = new RedisRoomLog(
            _redis, Options.Create(new RoomLogOptions { KeptMessages = 50 }),
            Options.Create(new RoomChannelOptions()), TimeProvider.System);
        var before = await Task.WhenAll(Enumerable.Range(1, 100).Select(number => log.AppendAsync(Said.Message(_room, $"m{number}"), Ct)));
        await _process.KillAsync();
        await _process.RestartAsync();
        await using var again = await _process.ConnectAsync();
        log = new RedisRoomLog(
            again, Options.Create(new RoomLogOptions { KeptMessages = 50 }), Options.Create(new RoomChannelOptions()), TimeProvider.System);

        Assert.Equal(before[^1], await log.GetHeadAsync(_room, Ct));
        Assert.Equal(before[59], await log.AppendAsync(Said.Message(_room, "m60"), Ct));
        Assert.Equal(101, (await log.AppendAsync(Said.Message(_room, "new"), Ct)).Offset);
        var read = await log.ReadSinceAsync(_room, before[59], 100, Ct);
        Assert.Equal(Recovery.Complete, read.Recovery);
        Assert.Equal(Enumerable.Range(61, 41).Select(number => (long)number), read.Messages.Select(logged => logged.Position.Offset));
    }

    [Fact]
    public async Task Channel_is_heard_again_after_a_restart()
    {
        var log = new RedisRoomLog(
            _redis, Options.Create(new RoomLogOptions()), Options.Create(new RoomChannelOptions()), TimeProvider.System);
        var heard = new HeardOnChannel();
        using var channel = HeardOnChannel.Open(_redis);
        var restored = 0;
        channel.Restored += () => Interlocked.Increment(ref restored);
        await using var subscription = await channel.SubscribeAsync(_room, heard, Ct);
        await log.AppendAsync(Said.Message(_room, "before"), Ct);
        await Eventually.Holds(() => Has(heard, "before"), "the channel is heard");

        await _process.KillAsync();
        await _process.RestartAsync();

        // Append the same message repeatedly, as Service Bus redelivers it until it is settled: one offset, announced each time.
        await Eventually.Holds(
            async () =>
            {
                try
                {
                    Assert.Equal(2, (await log.AppendAsync(Said.Message(_room, "after"), Ct)).Offset);
                }
                catch (Exception away) when (away is RedisException or RedisTimeoutException)
                {
                    return false;
                }
                return Has(heard, "after");
            },
            "the channel is heard after the restart");
        Assert.True(restored > 0, "Nobody was told that announcements may have been lost.");
    }

    private static bool Has(HeardOnChannel heard, string id) => heard.Messages.Any(logged => logged.Message.Id == id);
}
