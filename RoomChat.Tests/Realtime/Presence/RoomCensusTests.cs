using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Realtime.Presence;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Tests.Realtime.Presence;

public sealed class RoomCensusTests : IAsyncDisposable
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly ChatUser Ada = new("u1", "Ada");
    private static readonly RoomId Dev = RoomId.Parse("dev", null);

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryRoomCounts _counts = new();
    private readonly InMemoryRoomMembers _members = new();
    private readonly RoomCensus _census;

    public RoomCensusTests()
    {
        var instance = new InstanceIdentity();
        var register = new MemberRegister(
            _members, new MembersSheet(), new PresenceNews(), instance, Options.Create(new PresenceOptions()), _time);
        _census = new RoomCensus(
            _counts, register, instance, Options.Create(new RoomCountsOptions()),
            Options.Create(new CensusOptions()), _time, NullLogger<RoomCensus>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_share_is_written_before_the_wait_for_it_ends()
    {
        await _census.StartAsync(Ct);
        _census.Enter(General, Ada);
        await _census.WrittenAsync(Ct);
        Assert.Equal(1, (await _counts.ReadAsync(Ct))["general"]);
        _census.Leave(General, Ada, lingers: false);
        await _census.WrittenAsync(Ct);
        Assert.Empty(await _counts.ReadAsync(Ct));
    }

    [Fact]
    public async Task Burst_of_joins_needs_few_writes()
    {
        var gate = new TaskCompletionSource();
        _counts.Gate = gate.Task;
        await _census.StartAsync(Ct);
        for (var i = 0; i < 1_000; i++) _census.Enter(RoomId.Parse($"room-{i % 10}", null), Ada);
        var written = _census.WrittenAsync(Ct);
        gate.SetResult();
        await written;
        await Eventually.Holds(async () => (await _counts.ReadAsync(Ct)).Values.Sum() == 1_000, "all are counted");
        Assert.InRange(_counts.Writes, 1, 4);
    }

    [Fact]
    public async Task Internal_rooms_are_not_counted()
    {
        await _census.StartAsync(Ct);
        _census.Enter(RoomId.Internal("canary-1"), Ada);
        _census.Enter(General, Ada);
        await _census.WrittenAsync(Ct);
        Assert.Equal(["general"], (await _counts.ReadAsync(Ct)).Keys);
    }

    [Fact]
    public async Task A_lost_share_is_written_again_with_every_room()
    {
        await _census.StartAsync(Ct);
        _census.Enter(General, Ada);
        _census.Enter(Dev, Ada);
        await _census.WrittenAsync(Ct);
        _counts.LoseEverything();
        await Eventually.Holds(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return (await _counts.ReadAsync(Ct)).Count == 2;
        }, "the renewal sees the loss and writes both rooms");
    }

    [Fact]
    public async Task Lost_share_is_written_completely_by_the_next_change_too()
    {
        await _census.StartAsync(Ct);
        _census.Enter(General, Ada);
        await _census.WrittenAsync(Ct);
        _counts.LoseEverything();
        _census.Enter(Dev, Ada);
        await Eventually.Holds(async () => (await _counts.ReadAsync(Ct)).Count == 2, "both rooms are written");
    }

    [Fact]
    public async Task Joins_do_not_wait_for_failed_counts_which_recover_later()
    {
        await _census.StartAsync(Ct);
        _counts.IsDown = true;
        _census.Enter(General, Ada);
        await _census.WrittenAsync(Ct);
        _census.Enter(Dev, Ada);
        await _census.WrittenAsync(Ct);
        _counts.IsDown = false;
        await Eventually.Holds(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return (await _counts.ReadAsync(Ct)).Count == 2;
        }, "both rooms are written");
    }

    [Fact]
    public async Task Join_waits_for_its_write_again_after_a_failed_renewal()
    {
        await _census.StartAsync(Ct);
        _counts.IsDown = true;
        await Eventually.Holds(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _census.WrittenAsync(Ct).IsCompleted && _counts.Failures > 0;
        }, "a renewal has failed");
        _counts.IsDown = false;
        await Eventually.Holds(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _counts.Renewals > 0;
        }, "and the next has not");
        var gate = new TaskCompletionSource();
        _counts.Gate = gate.Task;
        _census.Enter(General, Ada);
        var written = _census.WrittenAsync(Ct);
        Assert.False(written.IsCompleted);
        gate.SetResult();
        await written;
    }

    [Fact]
    public async Task Hanging_write_delays_a_join_no_longer_than_MaxWait()
    {
        _counts.Gate = new TaskCompletionSource().Task;
        await _census.StartAsync(Ct);
        _census.Enter(General, Ada);
        var written = _census.WrittenAsync(Ct);
        Assert.False(written.IsCompleted);
        _time.Advance(new CensusOptions().MaxWait);
        await written;
    }

    [Fact]
    public async Task A_clean_stop_removes_the_share()
    {
        await _census.StartAsync(Ct);
        _census.Enter(General, Ada);
        await _census.WrittenAsync(Ct);
        await _census.StopAsync(Ct);
        Assert.Empty(await _counts.ReadAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        _counts.Gate = Task.CompletedTask;
        _counts.IsDown = false;
        await _census.StopAsync(CancellationToken.None);
        _census.Dispose();
    }
}
