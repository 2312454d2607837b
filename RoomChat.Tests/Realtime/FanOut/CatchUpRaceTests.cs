using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Telemetry;
using RoomChat.Tests.Realtime.Connections;

namespace RoomChat.Tests.Realtime.FanOut;

/// <summary>
/// A join delivers each message once and in order. Meanwhile messages arrive, and the channel loses, delays and repeats some of them.
/// </summary>
public sealed class CatchUpRaceTests
{
    private const int Messages = 120;
    private static readonly RoomId General = RoomId.Parse("general", null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_among_messages_misses_and_repeats_none()
    {
        for (var seed = 0; seed < 100; seed++) await JoinAmidMessagesAsync(new Random(seed));
    }

    private static async Task JoinAmidMessagesAsync(Random random)
    {
        var log = new InMemoryRoomLog();
        var audience = new RecordedAudience();
        await using var feed = new RoomFeed(
            General, audience, log, new RealtimeMetrics(new UnheardMeters()), TimeProvider.System, NullLogger<RoomFeed>.Instance);
        await feed.StartAsync(Ct);
        var loss = random.NextDouble() / 2;
        var speaking = Task.Run(() => SpeakAsync(log, feed, loss, new Random(random.Next())), Ct);

        var joiner = new RecordedConnection(new ConnectionOptions { MaxQueuedBytes = int.MaxValue });
        var since = random.Next(Messages / 2);
        await Eventually.Holds(() => feed.Position!.Offset >= since, "the joiner's position has been said");
        var isRecovered = false;
        await feed.CatchUpAsync(joiner.Connection, new RoomPosition(since, ""), Answer, joins: true, Ct);
        await speaking;
        await feed.RepairNowAsync(Ct);
        await Eventually.Holds(() => joiner.Offsets.Count >= Messages - since, "what is pending is handed on");

        Assert.True(isRecovered);
        Assert.IsType<ServerFrame.RoomJoined>(joiner.Frames[0]);
        Assert.Equal(Enumerable.Range(since + 1, Messages - since).Select(offset => (long)offset), joiner.Offsets);

        ServerFrame Answer(CatchUp catchUp)
        {
            isRecovered = catchUp.Recovered;
            return new ServerFrame.RoomJoined(General.Value, "", catchUp.Position.Offset, catchUp.Position.Epoch, catchUp.Recovered);
        }
    }

    private static async Task SpeakAsync(InMemoryRoomLog log, RoomFeed feed, double loss, Random random)
    {
        LoggedMessage? held = null;
        for (var i = 0; i < Messages; i++)
        {
            var message = new ChatMessage($"m{i}", General, "hello", DateTimeOffset.UnixEpoch, new ChatUser("u", "U"));
            var logged = new LoggedMessage(message, await log.AppendAsync(message, Ct));
            if (random.NextDouble() < loss) held = logged;
            else RecordedAudience.Push(feed, logged);
            if (held is not null && random.Next(4) == 0) RecordedAudience.Push(feed, held);
            if (random.Next(3) == 0) await Task.Yield();
        }
    }
}
