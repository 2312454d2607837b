using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Presence;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Tests.Realtime.Presence;

public sealed class PresenceAnnouncerTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Dev = RoomId.Parse("dev", null);

    // The clock moves on while the announcer waits for a thread, so this is much longer than that wait.
    private static readonly TimeSpan LargeRoomEvery = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryRoomMembers _members = new();
    private readonly RecordedEvents _events;
    private readonly PresenceNews _news = new();
    private readonly PresenceAnnouncer _announcer;

    public PresenceAnnouncerTests()
    {
        _events = new RecordedEvents(_time);
        _announcer = new PresenceAnnouncer(
            _news, _members, _events, new RealtimeMetrics(new UnheardMeters()),
            Options.Create(new PresenceOptions { LargeRoom = 5, LargeRoomEvery = LargeRoomEvery, ReceiptsUpTo = 3 }), _time,
            NullLogger<PresenceAnnouncer>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _announcer.StartAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await _announcer.StopAsync(CancellationToken.None);
        _announcer.Dispose();
    }

    [Fact]
    public async Task Changes_within_a_moment_are_one_frame_with_the_result()
    {
        await EnterAsync(General, 1, 2, 3);
        await LeaveAsync(General, 2);
        await ToldAsync(1);
        var change = _events.All.Single();
        Assert.Equal(
            (2, "u1 u3", "u2"),
            (change.Frame.Count, Ids(change.Frame.Joined!.Select(member => member.User)), Ids(change.Frame.Left!)));
    }

    [Fact]
    public async Task Large_room_hears_counts_at_intervals_small_room_at_once()
    {
        await EnterAsync(General, 1, 2, 3, 4, 5, 6);
        await ToldAsync(1);
        await EnterAsync(General, 7);
        await EnterAsync(Dev, 1, 2);
        await ToldAsync(2);
        await EnterAsync(General, 8);
        await ToldAsync(3, inStepsOf: TimeSpan.FromSeconds(10));
        Assert.Equal(["general", "dev", "general"], _events.All.Select(told => told.Frame.RoomId));
        Assert.Equal(new ServerFrame.PresenceChanged("general", 6), _events.All[0].Frame);
        Assert.Equal(new ServerFrame.PresenceChanged("general", 8), _events.All[2].Frame);
        Assert.True(_events.All[1].At - _events.All[0].At < LargeRoomEvery);
        Assert.True(_events.All[2].At - _events.All[0].At >= LargeRoomEvery);
    }

    [Fact]
    public async Task Lone_user_hears_only_that_the_last_other_user_left()
    {
        await EnterAsync(General, 1);
        await EnterAsync(Dev, 1, 2);
        await ToldAsync(1);
        await EnterAsync(General, 2);
        await ToldAsync(2);
        await LeaveAsync(General, 1);
        await ToldAsync(3);
        Assert.Equal(["dev", "general", "general"], _events.All.Select(told => told.Frame.RoomId));
        Assert.Equal((1, "u1"), (_events.All[2].Frame.Count, Ids(_events.All[2].Frame.Left!)));
    }

    [Fact]
    public async Task Failed_announcement_is_repeated_later()
    {
        _events.IsDown = true;
        await EnterAsync(General, 1, 2);
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromMilliseconds(50)); return _events.Attempts >= 2; }, "it is tried again");
        _events.IsDown = false;
        await ToldAsync(1);
        Assert.Equal("u1 u2", Ids(_events.All[0].Frame.Joined!.Select(member => member.User)));
    }

    [Fact]
    public async Task Changed_users_are_listed_apart_from_joined_users()
    {
        await EnterAsync(General, 1, 2);
        await ToldAsync(1);
        await SetAsync(General, Share(1) with { Status = "away", ReadTo = new RoomPosition(7, "e1") });
        await ToldAsync(2);
        var change = _events.All[1].Frame;
        Assert.Equal((2, 0, 0), (change.Count, change.Joined!.Count, change.Left!.Count));
        Assert.Equal(("u1", "away", 7), (change.Changed![0].User.Id, change.Changed[0].Status, change.Changed[0].ReadTo!.Offset));

        // Within one moment: a user who joins and changes is only listed as joined. This room is too large for positions.
        await EnterAsync(General, 3, 4);
        await SetAsync(General, Share(3) with { Status = "new here" }, Share(1) with { ReadTo = new RoomPosition(8, "e1") });
        await ToldAsync(3);
        change = _events.All[2].Frame;
        Assert.Equal("u3 u4", Ids(change.Joined!.Select(member => member.User)));
        Assert.Equal("new here", change.Joined![0].Status);
        Assert.Null(Assert.Single(change.Changed!).ReadTo);
    }

    private static MemberShare Share(int user) => new(new ChatUser($"u{user}", $"User {user}"), DateTimeOffset.UnixEpoch.AddSeconds(user));

    private Task EnterAsync(RoomId roomId, params int[] users) => SetAsync(roomId, [.. users.Select(Share)]);

    private Task LeaveAsync(RoomId roomId, int user) => SetAsync(roomId, new MemberShare(new ChatUser($"u{user}", ""), null));

    private async Task SetAsync(RoomId roomId, params MemberShare[] shares)
    {
        var (moved, changed) = await _members.SetAsync(roomId, "one", shares, Ct);
        _news.Add(roomId, moved);
        _news.Add(roomId, changed, haveMoved: false);
    }

    /// <summary>Advances the clock until this many frames have been sent in total.</summary>
    private Task ToldAsync(int frames, TimeSpan? inStepsOf = null) => Eventually.Holds(() =>
    {
        if (_events.All.Count < frames) _time.Advance(inStepsOf ?? TimeSpan.FromMilliseconds(50));
        return _events.All.Count >= frames;
    }, $"{frames} frames are sent");

    private static string Ids(IEnumerable<ChatUser> users) => string.Join(' ', users.Select(user => user.Id));
}
