using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.Publishing;
using RoomChat.Messaging.RoomRates;
using RoomChat.Tests.ApiService;
using RoomChat.Tests.Messaging.Limits;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.Publishing;

public sealed class RoomRateLimitTests(RedisFixture redis) : IDisposable
{
    private readonly RoomId _room = Said.AnyRoom();
    private readonly FakeTimeProvider _time = new();
    private readonly TestLimits _limits = new();

    private static Sender Ann { get; } = new(new ChatUser("user-1", "Ann"), IsUserOfPage: true, "192.0.2.1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_over_the_limit_is_refused_before_reaching_the_broker()
    {
        // There is no broker: a message that reached it would get status 503.
        await using var server = new ApiServer(
            (await redis.GetAsync()).ConnectionString,
            "Endpoint=sb://localhost:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;",
            new() { ["RoomRate:MessagesPerSecond"] = "1", ["RoomRate:Burst"] = "5", ["RoomRate:MaxWait"] = "00:00:10" });
        using var http = server.CreateClient();
        // This call waits for the server's connection to Redis before the test counts.
        await server.Services.GetRequiredService<IRoomRate>().TakeAsync(Said.AnyRoom(), "somebody", mayMake: true, Ct);
        await OverdrawAsync(messages: 600);

        using var answer = await http.PostAsync(Answers.Relative($"/publish?content=hi&room_id={_room}"), content: null, Ct);
        var problem = await answer.AssertProblemAsync(HttpStatusCode.TooManyRequests);
        var left = Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600 - 5 + 1));
        Assert.Contains(
            $"Room '{_room}' gets too many messages: at most 1 a second in all.",
            problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_within_the_limit_passes()
    {
        Assert.Null(
            await Limit(new StubRate(_ => Task.FromResult(new RoomRateAnswer(RoomRateVerdict.Taken)))).RefusesAsync(_room, Ann, Ct));
    }

    [Fact]
    public async Task New_rooms_use_up_their_creators_room_budget()
    {
        using var limits = new TestLimits(new PublishingLimitOptions { Rooms = TestLimits.Of(userBurst: 2) });
        var rate = new StubRate(
            mayMake => Task.FromResult(new RoomRateAnswer(mayMake ? RoomRateVerdict.Taken : RoomRateVerdict.RoomIsNew)));
        var limit = Limit(rate, limits: limits);
        Assert.Null(await limit.RefusesAsync(_room, Ann, Ct));
        Assert.Null(await limit.RefusesAsync(_room, Ann, Ct));
        var refused = await limit.RefusesAsync(_room, Ann, Ct);
        Assert.NotNull(refused);
        Assert.Contains("too many rooms", refused.Text, StringComparison.Ordinal);
        Assert.InRange(refused.RetryAfterSeconds, 1, 60);
        Assert.Null(await limit.RefusesAsync(_room, new Sender(new ChatUser("subscription:tests", "Tests")), Ct));
        Assert.Equal(1, limits.Recorder.Count("roomchat.limits.refused", "rooms"));
    }

    [Theory]
    [InlineData(RoomRateVerdict.SenderMustWait, "You send too many messages to room")]
    [InlineData(RoomRateVerdict.RoomMustWait, "gets too many messages")]
    public async Task Refusal_names_the_exhausted_budget(RoomRateVerdict verdict, string text)
    {
        var refused = await Limit(new StubRate(_ => Task.FromResult(new RoomRateAnswer(verdict, TimeSpan.FromSeconds(2.5))))).RefusesAsync(
            _room, Ann, Ct);
        Assert.Contains(text, refused!.Text, StringComparison.Ordinal);
        Assert.Equal(3, refused.RetryAfterSeconds);
    }

    [Fact]
    public async Task Redis_failure_lets_messages_pass_and_logs_once()
    {
        var logs = new LogRecorder();
        var limit = Limit(new StubRate(_ => throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, "away")), logs);
        for (var i = 0; i < 3; i++) Assert.Null(await limit.RefusesAsync(_room, Ann, Ct));
        Assert.Contains("without a limit", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_waits_at_most_a_second_for_Redis()
    {
        var refusing = Limit(new StubRate(_ => new TaskCompletionSource<RoomRateAnswer>().Task)).RefusesAsync(_room, Ann, Ct);
        Assert.False(refusing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await refusing);
    }

    public void Dispose() => _limits.Dispose();

    /// <summary>
    /// Takes more than the room's budget gains back on a slow machine. The other instance has settings that allow this.
    /// </summary>
    private async Task OverdrawAsync(int messages)
    {
        await using var connection = await redis.ConnectAsync();
        var generous = new RedisRoomRate(connection, Options.Create(new RoomRateOptions { MessagesPerSecond = 1, Burst = messages }));
        for (var i = 0; i < messages; i++) await generous.TakeAsync(_room, $"sender-{i}", mayMake: true, most: 1, Ct);
    }

    private RoomRateLimit Limit(IRoomRate rate, LogRecorder? logs = null, TestLimits? limits = null)
    {
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(logs ?? new LogRecorder()));
        return new RoomRateLimit(
            rate, new SenderLimit((limits ?? _limits).Publishing),
            Options.Create(new RoomRateOptions()),
            (limits ?? _limits).Metrics, _time, loggers.CreateLogger<RoomRateLimit>());
    }

    private sealed class StubRate(Func<bool, Task<RoomRateAnswer>> take) : IRoomRate
    {
        public Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, CancellationToken ct) => take(mayMake);
    }
}
