using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

/// <summary>Requests and events of a joined room, besides its messages.</summary>
public sealed class RoomSubscriptionTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly ChatUser Ann = new("u1", "Ann");
    private static readonly ChatUser Bob = new("u2", "Bob");

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private readonly RoomChatClient _client;
    private ScriptedSocket _socket = null!;
    private RoomSubscription _room = null!;

    public RoomSubscriptionTests() => _client = new RoomChatClient(new RoomChatClientOptions
    {
        Endpoint = new Uri("ws://chat.test/ws"),
        CreateSocket = _server.CreateSocket,
        Time = _time,
        MaxQueuedEvents = 8,
    });

    public async ValueTask InitializeAsync()
    {
        var connecting = _client.ConnectAsync();
        _socket = await _server.NextConnectionAsync();
        await _socket.HearAsync<ClientFrame.Resume>();
        _socket.Say(new ServerFrame.Resumed("all", 0, "e1", Recovered: false, Ann));
        await connecting;
        var joining = _client.JoinAsync(General);
        await _socket.HearAsync<ClientFrame.Join>();
        _socket.SayJoined("general", 0, recovered: false);
        _room = await joining;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Kicked_room_ends_with_the_reason_and_is_not_rejoined()
    {
        _socket.Say(new ServerFrame.RoomUpdated("general", "Team", "", "public", "members", 0));
        _socket.Say(new ServerFrame.MemberChanged("general", Bob, "muted", "member", Ann));
        _socket.Say(new ServerFrame.RoomDeleted("general"));
        _socket.Say(new ServerFrame.RoomLeft("general", "You were put out of room 'general'", RoomLeftReason.Kicked));
        var events = new List<RoomEvent>();
        var ended = await Assert.ThrowsAsync<RoomChatException>(async () =>
        {
            await foreach (var roomEvent in _room.ReadEventsAsync(TestContext.Current.CancellationToken)) events.Add(roomEvent);
        });
        Assert.Equal((RoomLeftReason.Kicked, false), (ended.Code, ended.MayRetry));
        Assert.Equal("Team", Assert.IsType<RoomEvent.RoomChanged>(events[0]).Room.Title);
        Assert.Equal(Bob, Assert.IsType<RoomEvent.RoleChanged>(events[1]).Member.User);
        var rooms = _client.GetRoomsAsync(TestContext.Current.CancellationToken);
        await _socket.HearAsync<ClientFrame.GetRooms>();
        _socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int>()));
        await rooms;
    }

    [Fact]
    public async Task Each_history_request_gets_its_own_answer()
    {
        var before = _room.GetHistoryAsync(before: 9, limit: 2);
        var after = _room.GetHistoryAsync(after: new RoomPosition(3, "e1"));
        Assert.Equal(new ClientFrame.History("general", Before: 9, Limit: 2), await _socket.HearAsync<ClientFrame.History>());
        Assert.Equal(new ClientFrame.History("general", After: 3, Epoch: "e1", Limit: 50), await _socket.HearAsync<ClientFrame.History>());
        _socket.Say(new ServerFrame.RoomHistory("general", "e1", [], HasMore: true));
        _socket.Say(new ServerFrame.ActionError(ErrorCode.Unavailable, "Later.", "history", "general"));
        Assert.True((await before).HasMore);
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => after)).MayRetry);
    }

    [Fact]
    public async Task Publish_reports_success_or_the_reason_for_failure()
    {
        var first = _client.PublishAsync(General, "one", "id-1");
        var second = _client.PublishAsync(RoomId.All, "two");
        Assert.Equal(new ClientFrame.Publish("one", "general", "id-1"), await _socket.HearAsync<ClientFrame.Publish>());
        Assert.Equal(new ClientFrame.Publish("two", "all"), await _socket.HearAsync<ClientFrame.Publish>());
        _socket.Say(new ServerFrame.Published("id-1", "general", DateTimeOffset.UnixEpoch));
        _socket.Say(new ServerFrame.ActionError(ErrorCode.Unavailable, "Later.", "publish", "all", "id-2"));
        Assert.Equal("id-1", (await first).MessageId);
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => second)).MayRetry);
    }

    [Fact]
    public async Task Late_answer_is_not_given_to_the_next_request()
    {
        using var impatient = new CancellationTokenSource();
        var first = _room.GetHistoryAsync(before: 5, ct: impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = _room.GetHistoryAsync(before: 9);
        _socket.Say(new ServerFrame.RoomHistory("general", "first", [], HasMore: false));
        _socket.Say(new ServerFrame.RoomHistory("general", "second", [], HasMore: false));
        Assert.Equal("second", (await second).Epoch);
    }

    [Fact]
    public async Task A_break_ends_the_wait_for_answers()
    {
        var history = _room.GetHistoryAsync();
        var members = _room.GetMembersAsync();
        await _socket.HearAsync<ClientFrame.History>();
        await _socket.HearAsync<ClientFrame.Presence>();
        _socket.Break();
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => history)).MayRetry);
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => members)).MayRetry);
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => _room.GetMembersAsync())).MayRetry);
    }

    [Fact]
    public async Task The_members_are_listed()
    {
        var asking = _room.GetMembersAsync();
        Assert.Equal(new ClientFrame.Presence("general"), await _socket.HearAsync<ClientFrame.Presence>());
        _socket.Say(new ServerFrame.RoomPresence("general", [new RoomMember(Ann, DateTimeOffset.UnixEpoch)], 7));
        var members = await asking;
        Assert.Equal((Ann, 7), (members.Members[0].User, members.Count));
    }

    [Fact]
    public async Task Typing_is_sent_at_most_once_per_interval()
    {
        for (var i = 0; i < 10; i++) await _room.SendTypingAsync();
        _time.Advance(TimeSpan.FromSeconds(2.5));
        await _room.SendTypingAsync();
        _ = _client.GetRoomsAsync();
        Assert.Equal(new ClientFrame.Typing("general"), await _socket.HearAsync<ClientFrame.Typing>());
        await _socket.HearAsync<ClientFrame.Typing>();
        await _socket.HearAsync<ClientFrame.GetRooms>();
    }

    [Fact]
    public async Task Typing_and_member_changes_of_other_users_are_room_events()
    {
        _socket.Say(new ServerFrame.UserTyping("general", Ann));
        _socket.Say(new ServerFrame.UserTyping("dev", Bob));
        _socket.Say(new ServerFrame.UserTyping("general", Bob));
        _socket.Say(new ServerFrame.PresenceChanged("general", 2, [new RoomMember(Bob, DateTimeOffset.UnixEpoch)], []));
        _socket.Say(new ServerFrame.PresenceChanged("general", 500));
        var events = await _room.ReadEventsAsync(TestContext.Current.CancellationToken)
            .Take(3).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new RoomEvent.Typing(Bob), events[0]);
        var change = Assert.IsType<RoomEvent.MembersChanged>(events[1]);
        Assert.Equal((2, Bob, 0), (change.Count, change.Joined![0].User, change.Left!.Count));
        Assert.Equal(new RoomEvent.MembersChanged(500, null, null), events[2]);
        Assert.Equal(Ann, _client.User);
    }

    [Fact]
    public async Task Transient_events_take_no_queue_places_from_messages()
    {
        for (var i = 0; i < 1_000; i++) _socket.Say(new ServerFrame.UserTyping("general", Bob));
        _socket.SayMessages("general", Enumerable.Range(1, 8).Select(offset => (long)offset));
        await Eventually.Holds(() => _room.Position!.Offset == 8, "every message has its place");
        var messages = await _room.ReadMessagesAsync(TestContext.Current.CancellationToken)
            .Take(8).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 8).Select(offset => (long)offset), messages.Select(message => message.Offset));
        _ = _client.GetRoomsAsync();
        await _socket.HearAsync<ClientFrame.GetRooms>();   // marker: no join frame came before it
    }
}
