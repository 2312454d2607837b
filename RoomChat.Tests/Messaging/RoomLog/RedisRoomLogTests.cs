using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomLog;

public partial class RedisRoomLogTests(RedisFixture fixture) : RoomLogContract, IAsyncLifetime
{
    private IConnectionMultiplexer _redis = null!;
    private RedisRoomChannel _channel = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected override IRoomChannel Channel => _channel;

    private protected virtual RoomChannelOptions ChannelOptions { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _redis = await ConnectAsync();
        _channel = HeardOnChannel.Open(_redis, ChannelOptions);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_redis is not null) await _redis.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<IConnectionMultiplexer> ConnectAsync() => fixture.ConnectAsync();

    private protected override Task<IRoomLog> OpenLogAsync(int keptMessages = 1000) => Task.FromResult<IRoomLog>(Log(_redis, keptMessages));

    private protected override Task LoseAsync(RoomId roomId) =>
        _redis.GetDatabase().KeyDeleteAsync([RoomKeys.Head(roomId), RoomKeys.Log(roomId), RoomKeys.Ids(roomId)]);

    private protected override async Task RollBackAsync(RoomId roomId, long offset)
    {
        var database = _redis.GetDatabase();
        await database.SortedSetRemoveRangeByScoreAsync(RoomKeys.Ids(roomId), offset, double.PositiveInfinity, Exclude.Start);
        await database.SortedSetRemoveRangeByScoreAsync(RoomKeys.Log(roomId), offset, double.PositiveInfinity, Exclude.Start);
        await database.HashSetAsync(RoomKeys.Head(roomId), "offset", offset);
    }

    [Fact]
    public async Task Open_rooms_keep_their_heads_alive_now_and_then()
    {
        var time = new FakeTimeProvider();
        var options = new RoomLogOptions { Retention = TimeSpan.FromHours(1) };
        var log = new RedisRoomLog(_redis, Options.Create(options), Options.Create(ChannelOptions), time);
        var room = Said.AnyRoom();
        await log.GetHeadAsync(room, Ct);
        var database = _redis.GetDatabase();
        await database.KeyExpireAsync(RoomKeys.Head(room), TimeSpan.FromMinutes(30));

        await log.KeepAliveAsync([room], Ct);
        Assert.InRange(await LeftAsync(), TimeSpan.Zero, TimeSpan.FromMinutes(30));
        time.Advance(TimeSpan.FromMinutes(10));
        await log.KeepAliveAsync([room], Ct);
        Assert.InRange(await LeftAsync(), TimeSpan.FromMinutes(31), TimeSpan.FromHours(1));

        async Task<TimeSpan> LeftAsync() => await database.KeyTimeToLiveAsync(RoomKeys.Head(room)) ?? TimeSpan.Zero;
    }

    [Theory]
    [InlineData("ids")]
    [InlineData("ids, entries")]
    public async Task Append_repeated_after_a_crash_gets_the_same_offsets(string written)
    {
        var log = Log(_redis, keptMessages: 1000);
        var room = Said.AnyRoom();
        await log.AppendAsync(Said.Message(room, "m1"), Ct);
        // The state after the first steps of append.lua for m2 and m3: the head is still at m1.
        var database = _redis.GetDatabase();
        await database.SortedSetAddAsync(RoomKeys.Ids(room), [new("m2", 2), new("m3", 3)]);
        if (written.Contains("entries", StringComparison.Ordinal))
            await database.SortedSetAddAsync(RoomKeys.Log(room), [new("2:2:m2{}", 2), new("3:2:m3{}", 3)]);

        var positions = await log.AppendAsync([.. new[] { "m2", "m3", "m4" }.Select(id => Said.Message(room, id))], Ct);

        Assert.Equal([2, 3, 4], positions.Select(position => position.Offset));
        var read = await log.ReadSinceAsync(room, positions[0] with { Offset = 0 }, 10, Ct);
        Assert.Equal(["m1", "m2", "m3", "m4"], read.Messages.Select(logged => logged.Message.Id));
    }

    [Fact]
    public async Task Ids_expire_by_time_but_not_before_their_messages()
    {
        var time = new FakeTimeProvider();
        var options = new RoomLogOptions { KeptMessages = 10, IdRetention = TimeSpan.FromMinutes(10) };
        var log = new RedisRoomLog(_redis, Options.Create(options), Options.Create(ChannelOptions), time);
        var room = Said.AnyRoom();
        await SayAsync(1, 30);
        time.Advance(TimeSpan.FromMinutes(9));
        await SayAsync(31, 31);
        Assert.Equal(31, await IdsAsync());
        // Ids expire by marks: a message from before the second last mark loses its id.
        time.Advance(TimeSpan.FromMinutes(2));
        await SayAsync(32, 32);
        time.Advance(TimeSpan.FromMinutes(11));
        await SayAsync(33, 33);
        Assert.Equal(10, await IdsAsync());
        Assert.Equal(34, (await log.AppendAsync(Said.Message(room, "m1"), Ct)).Offset);
        Assert.Equal(30, (await log.AppendAsync(Said.Message(room, "m30"), Ct)).Offset);

        async Task SayAsync(int first, int last)
        {
            for (var number = first; number <= last; number++) await log.AppendAsync(Said.Message(room, $"m{number}"), Ct);
        }

        Task<long> IdsAsync() => _redis.GetDatabase().SortedSetLengthAsync(RoomKeys.Ids(room));
    }

    [Fact]
    public async Task Busy_room_keeps_no_more_than_MaxIds()
    {
        var options = new RoomLogOptions { KeptMessages = 10, MaxIds = 1_000 };
        var log = new RedisRoomLog(_redis, Options.Create(options), Options.Create(ChannelOptions), TimeProvider.System);
        var room = Said.AnyRoom();
        await log.AppendAsync([.. Enumerable.Range(1, 3_000).Select(number => Said.Message(room, $"m{number}"))], Ct);
        Assert.InRange(await _redis.GetDatabase().SortedSetLengthAsync(RoomKeys.Ids(room)), 1_010, 1_300);
    }

    [Fact]
    public async Task Internal_room_keeps_few_messages_for_a_short_time()
    {
        var log = Log(_redis, keptMessages: 1000);
        var room = RoomId.Internal($"test-{Guid.NewGuid():N}");
        for (var number = 1; number <= 30; number++) await log.AppendAsync(Said.Message(room, $"m{number}"), Ct);
        var database = _redis.GetDatabase();
        Assert.Equal(10, await database.SortedSetLengthAsync(RoomKeys.Log(room)));
        foreach (var key in new[] { RoomKeys.Head(room), RoomKeys.Log(room), RoomKeys.Ids(room) })
            Assert.InRange(await database.KeyTimeToLiveAsync(key) ?? TimeSpan.MaxValue, TimeSpan.Zero, TimeSpan.FromMinutes(11.5));
    }

    /// <summary>The keys may expire at different times before the append: reading a room extends only its head.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("head, log, ids")]
    [InlineData("head")]
    [InlineData("log, ids")]
    public async Task Keys_of_a_room_outlive_its_last_message_by_retention(string nearlyGone)
    {
        var log = Log(_redis, keptMessages: 10);
        var room = Said.AnyRoom();
        var keys = new Dictionary<string, RedisKey>
        {
            ["head"] = RoomKeys.Head(room),
            ["log"] = RoomKeys.Log(room),
            ["ids"] = RoomKeys.Ids(room),
        };
        await log.AppendAsync(Said.Message(room, "m1"), Ct);
        foreach (var key in nearlyGone.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            await _redis.GetDatabase().KeyExpireAsync(keys[key], TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));

        await log.AppendAsync(Said.Message(room, "m2"), Ct);
        foreach (var key in keys.Values)
        {
            var left = await _redis.GetDatabase().KeyTimeToLiveAsync(key);
            Assert.InRange(left ?? TimeSpan.Zero, TimeSpan.FromDays(7), TimeSpan.FromDays(8));
        }
    }

    [Fact]
    public async Task Internal_rooms_messages_expire_after_a_read_of_the_head()
    {
        var log = Log(_redis, keptMessages: 1000);
        var room = RoomId.Internal($"test-{Guid.NewGuid():N}");
        await log.GetHeadAsync(room, Ct);
        await log.AppendAsync(Said.Message(room, "m1"), Ct);
        foreach (var key in new[] { RoomKeys.Log(room), RoomKeys.Ids(room) })
        {
            Assert.InRange(await _redis.GetDatabase().KeyTimeToLiveAsync(key) ?? TimeSpan.MaxValue,
                TimeSpan.Zero, TimeSpan.FromMinutes(11.5));
        }
    }

    /// <summary>Scripts of several connections run on one room at the same time. Each must see only complete steps of the others.</summary>
    [Theory]
    [InlineData(100_000)]
    [InlineData(20)]
    public async Task Concurrent_writers_and_readers_of_a_room_see_complete_steps(int keptMessages)
    {
        const int Writers = 4;
        const int Each = 250;
        var room = Said.AnyRoom();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadAsync(room, keptMessages, stop.Token))).ToList();
        var written = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(room, keptMessages, writer, Each))));
        await stop.CancelAsync();
        await Task.WhenAll(readers);

        var offsets = written.SelectMany(positions => positions).Select(position => position.Offset).Order();
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(number => (long)number), offsets);
        Assert.All(written, positions => Assert.Equal(positions.OrderBy(position => position.Offset), positions));
        var kept = await Log(_redis, keptMessages).ReadBeforeAsync(room, before: null, 1000, Ct);
        Assert.Equal(Math.Min(keptMessages, Writers * Each), kept.Messages.Count);
        Assert.Equal(Writers * Each, await _redis.GetDatabase().SortedSetLengthAsync(RoomKeys.Ids(room)));
    }

    private async Task<RoomPosition[]> WriteAsync(RoomId room, int keptMessages, int writer, int count)
    {
        await using var connection = await ConnectAsync();
        var log = Log(connection, keptMessages);
        return await Task.WhenAll(
            Enumerable.Range(0, count).Select(number => log.AppendAsync(Said.Message(room, $"{writer}-{number}"), Ct)));
    }

    private async Task ReadAsync(RoomId room, int keptMessages, CancellationToken stop)
    {
        await using var connection = await ConnectAsync();
        var log = Log(connection, keptMessages);
        var since = await log.GetHeadAsync(room, Ct);
        while (!stop.IsCancellationRequested)
        {
            var page = await log.ReadBeforeAsync(room, before: null, 1000, Ct);
            AssertContiguous(page.Messages, page.Head.Offset);
            Assert.Equal(Math.Min(keptMessages, page.Head.Offset), page.Messages.Count);

            var read = await log.ReadSinceAsync(room, since, 1000, Ct);
            Assert.NotEqual(Recovery.EpochChanged, read.Recovery);
            if (read.Recovery == Recovery.HistoryTooShort)
                Assert.True(read.Head.Offset - keptMessages > since.Offset, "Too short, while all was kept.");
            else AssertContiguous(read.Messages, read.Head.Offset);
            since = read.Head;
        }
    }

    private static void AssertContiguous(IReadOnlyList<LoggedMessage> messages, long last) => Assert.Equal(
        Enumerable.Range(0, messages.Count).Select(number => last - messages.Count + 1 + number),
        messages.Select(logged => logged.Position.Offset));

    private RedisRoomLog Log(IConnectionMultiplexer redis, int keptMessages) =>
        new(redis, Options.Create(new RoomLogOptions { KeptMessages = keptMessages }), Options.Create(ChannelOptions), TimeProvider.System);
}
