using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.Publishing;
using RoomChat.Messaging.RoomRates;
using RoomChat.Tests.ApiService;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.Publishing;

public sealed class RoomRateLimitTests(RedisFixture redis)
{
    private readonly RoomId _room = Said.AnyRoom();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_too_many_is_refused_with_when_to_try_again_before_the_broker_is_asked()
    {
        // No broker is there: a message that reached it would be answered with 503.
        await using var server = new ApiServer(
            (await redis.GetAsync()).ConnectionString,
            "Endpoint=sb://localhost:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;",
            new() { ["RoomRate:MessagesPerSecond"] = "1", ["RoomRate:Burst"] = "5", ["RoomRate:MaxWait"] = "00:00:10" });
        using var http = server.CreateClient();
        // The server's connection stands before it counts.
        await server.Services.GetRequiredService<IRoomRate>().TakeAsync(Said.AnyRoom(), Ct);
        await OverdrawAsync(messages: 600);

        using var answer = await http.PostAsync(Answers.Relative($"/publish?content=hi&room_id={_room}"), content: null, Ct);
        var problem = await answer.AssertProblemAsync(HttpStatusCode.TooManyRequests);
        var left = Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600 - 5 + 1));
        Assert.Contains($"Room '{_room}' gets too many messages: at most 1 a second.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_within_the_limit_passes()
    {
        Assert.Null(await Limit(new StubRate(_ => Task.FromResult(TimeSpan.Zero))).RefusesAsync(_room, Ct));
    }

    [Fact]
    public async Task While_Redis_is_away_everything_passes_and_one_line_says_so()
    {
        var logs = new LogRecorder();
        var limit = Limit(new StubRate(_ => throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, "away")), logs);
        for (var i = 0; i < 3; i++) Assert.Null(await limit.RefusesAsync(_room, Ct));
        Assert.Contains("without a limit", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_does_not_wait_long_for_a_Redis_that_does_not_answer()
    {
        var refusing = Limit(new StubRate(_ => new TaskCompletionSource<TimeSpan>().Task)).RefusesAsync(_room, Ct);
        Assert.False(refusing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await refusing);
    }

    /// <summary>Takes more out of the room's budget than a slow machine can see it gain: another instance may be set up to allow that.</summary>
    private async Task OverdrawAsync(int messages)
    {
        await using var connection = await redis.ConnectAsync();
        var generous = new RedisRoomRate(connection, Options.Create(new RoomRateOptions { MessagesPerSecond = 1, Burst = messages }));
        for (var i = 0; i < messages; i++) await generous.TakeAsync(_room, Ct);
    }

    private RoomRateLimit Limit(IRoomRate rate, LogRecorder? logs = null)
    {
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(logs ?? new LogRecorder()));
        return new RoomRateLimit(rate, Options.Create(new RoomRateOptions()), _time, loggers.CreateLogger<RoomRateLimit>());
    }

    private sealed class StubRate(Func<RoomId, Task<TimeSpan>> take) : IRoomRate
    {
        public Task<TimeSpan> TakeAsync(RoomId roomId, CancellationToken ct) => take(roomId);
    }
}
