using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using RoomChat.ServiceDefaults.Health;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.Instances;

/// <summary>An instance reports what is new, stays silent when nothing is, and leaves nothing behind.</summary>
public sealed class InstanceReporterTests : IAsyncLifetime, IInstancePart
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly RedisFixture _fixture;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TalkCounts _talk = new();
    // An hour that no other test writes: they share the charts.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(90).AddHours(Random.Shared.Next(500_000)));
    private IConnectionMultiplexer _redis = null!;
    private RecordedInstances _instances = null!;
    private InstanceReporter _reporter = null!;
    private RefusalCounts _refusals = null!;
    private int _connections;
    private long _messages;
    private long _deliveries;

    public InstanceReporterTests(RedisFixture fixture) => _fixture = fixture;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private InstanceCharts Charts => new(_redis, _time);

    InstanceReport IInstancePart.Complete(InstanceReport report) =>
        report with { Connections = _connections, Messages = _messages, Deliveries = _deliveries };

    public async ValueTask InitializeAsync()
    {
        _redis = await _fixture.ConnectAsync();
        _instances = new RecordedInstances(new RedisInstances(_redis));
        _refusals = new RefusalCounts(_services.GetRequiredService<IMeterFactory>());
        _reporter = new InstanceReporter(
            new ReportedService("tests"), () => _instances, () => Charts, _refusals, _talk, new LastHealth(), [this],
            Options.Create(new InstanceReportOptions()), _time, NullLogger<InstanceReporter>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _reporter.StopAsync(CancellationToken.None);
        _reporter.Dispose();
        _refusals.Dispose();
        await _services.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Idle_instance_reports_every_third_round_only()
    {
        for (var i = 0; i < 10; i++) await NextAsync();
        Assert.Equal(4, _instances.Reports.Count);
        _connections = 1;
        await NextAsync();
        Assert.Equal((5, 1), (_instances.Reports.Count, _instances.Reports[^1].Connections));
    }

    [Fact]
    public async Task Rates_are_those_since_the_report_before()
    {
        await NextAsync();
        (_messages, _deliveries) = (10, 300);
        await NextAsync();
        var report = _instances.Reports[^1];
        Assert.Equal((10L, 5.0, 300L, 150.0), (report.Messages, report.MessagesPerSecond, report.Deliveries, report.DeliveriesPerSecond));
        await NextAsync();
        Assert.Equal(0, _instances.Reports[^1].DeliveriesPerSecond);
    }

    [Fact]
    public async Task Clean_stop_removes_the_report()
    {
        await NextAsync();
        var id = Assert.Single(_instances.Reports).Id;
        Assert.Contains(await _instances.ReadAsync(Ct), one => one.Id == id);
        await _reporter.StopAsync(Ct);
        Assert.DoesNotContain(await _instances.ReadAsync(Ct), one => one.Id == id);
    }

    [Fact]
    public async Task Minute_is_charted_once_with_rooms_and_users()
    {
        _time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds() / 3600 * 3600 + 3600));
        await NextAsync();
        (_connections, _messages, _deliveries) = (7, 3, 21);
        foreach (var room in (string[])["dev", "dev", "general"]) _talk.Count(In(room));
        _talk.Count(new ChatMessage("c", RoomId.Internal("canary-x"), "", default, new ChatUser("canary", "Canary")));
        for (var i = 0; i < 40; i++) await NextAsync();

        _time.Advance(TimeSpan.FromMinutes(1));
        var chart = await Charts.ReadAsync(Ct);
        Assert.Equal((1440, 1440, 1440), (chart.Connections.Count, chart.Messages.Count, chart.Deliveries.Count));
        Assert.Equal((7L, 3L, 21L), (chart.Connections[^2], chart.Messages[^2], chart.Deliveries[^2]));
        Assert.Equal((3L, 21L), (chart.Messages.Sum(), chart.Deliveries.Sum()));
        var top = await Charts.ReadTopAsync(10, Ct);
        Assert.Equal([new TopEntry("dev", 2), new TopEntry("general", 1)], top.Rooms);
        Assert.Equal([new TopEntry("ada", 3)], top.Users);
    }

    [Fact]
    public async Task Charts_add_up_over_instances_and_forget_after_an_hour()
    {
        var minute = InstanceCharts.MinuteOf(_time.GetUtcNow());
        for (var i = 0; i < 3; i++)
            await Charts.AddAsync(new MinuteFigures(minute, 2, 5, 10, [new("dev", 5)], [new("ada", 4), new("bob", 1)]), Ct);
        _time.Advance(TimeSpan.FromMinutes(1));
        var chart = await Charts.ReadAsync(Ct);
        Assert.Equal((6L, 15L, 30L), (chart.Connections[^1], chart.Messages[^1], chart.Deliveries[^1]));
        Assert.Equal([new TopEntry("ada", 12), new TopEntry("bob", 3)], (await Charts.ReadTopAsync(10, Ct)).Users);
        Assert.Single((await Charts.ReadTopAsync(1, Ct)).Users);
        _time.Advance(TimeSpan.FromMinutes(70));
        Assert.Empty((await Charts.ReadTopAsync(10, Ct)).Users);
    }

    [Fact]
    public async Task Refusals_are_counted_by_reason()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        meters.Create("RoomChat.Web").CreateCounter<long>("roomchat.refused_keys").Add(2);
        var limits = new RoomChat.Messaging.Limits.LimitMetrics(meters);
        limits.Refused("messages", "user");
        limits.Refused("messages", "user");
        limits.Refused("messages", "room");
        using var foreign = new Meter("RoomChat.Web");
        foreign.CreateCounter<long>("roomchat.refused_keys").Add(5);
        await NextAsync();
        Assert.Equal(
            new Dictionary<string, long> { ["keys"] = 2, ["limits.messages.room"] = 1, ["limits.messages.user"] = 2 },
            _instances.Reports[^1].Refused);
    }

    [Theory]
    [InlineData("roomchat.refused_keys", "keys")]
    [InlineData("roomchat.tickets_refused", "tickets")]
    [InlineData("roomchat.limits.refused", "limits")]
    [InlineData("roomchat.unsigned_requests", "unsigned_requests")]
    [InlineData("roomchat.deliveries", null)]
    [InlineData("http.refused", null)]
    public void Reason_is_part_of_the_counters_name(string counter, string? reason) =>
        Assert.Equal(reason, RefusalCounts.ReasonOf(counter));

    [Fact]
    public void Talk_is_bounded()
    {
        for (var i = 0; i < TalkCounts.MaxKeys + 5; i++) _talk.Count(In($"r{i}"));
        var (rooms, users) = _talk.Take(int.MaxValue);
        Assert.Equal((TalkCounts.MaxKeys, 1), (rooms.Count, users.Count));
        Assert.Empty(_talk.Take(10).Rooms);
    }

    private static ChatMessage In(string room) => new("m", RoomId.Parse(room, null), "hi", default, new ChatUser("ada", "Ada"));

    private async Task NextAsync()
    {
        _time.Advance(Round);
        await _reporter.RoundAsync(Ct);
    }
}
