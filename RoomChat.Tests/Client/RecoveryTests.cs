using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

/// <summary>The client delivers each message exactly once and in order, also when its connection breaks.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly ScriptedServer _server = new();
    private readonly RoomChatClient _client;
    private ScriptedSocket _socket = null!;

    public RecoveryTests() => _client = new RoomChatClient(new RoomChatClientOptions
    {
        Endpoint = new Uri("ws://chat.test/ws"),
        CreateSocket = _server.CreateSocket,
        MinReconnectDelay = TimeSpan.FromMilliseconds(1),
        MaxReconnectDelay = TimeSpan.FromMilliseconds(2),
        MaxQueuedEvents = 8,
    });

    public async ValueTask InitializeAsync()
    {
        var connecting = _client.ConnectAsync();
        _socket = await _server.WelcomeAsync(offset: 3);
        await connecting;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Joined_room_yields_the_next_messages()
    {
        var room = await JoinAsync(offset: 7);
        _socket.SayMessages("general", 8, 9);
        Assert.Equal([8, 9], await OffsetsAsync(room, 2));
        Assert.Equal(new RoomPosition(9, "e1"), room.Position);
    }

    [Fact]
    public async Task Join_with_a_position_yields_the_messages_after_it()
    {
        var joining = _client.JoinAsync(General, new RoomPosition(2, "e1"));
        Assert.Equal(new ClientFrame.Join("general", 2, "e1"), await _socket.HearAsync<ClientFrame.Join>());
        _socket.SayJoined("general", 4, recovered: true);
        _socket.SayMessages("general", 3, 4, 5);
        Assert.Equal([3, 4, 5], await OffsetsAsync(await joining, 3));
    }

    [Fact]
    public async Task Reconnect_joins_the_room_at_its_last_position()
    {
        var room = await JoinAsync(offset: 7);
        _socket.SayMessages("general", 8);
        Assert.Equal([8], await OffsetsAsync(room, 1));

        Assert.Equal(new ClientFrame.Join("general", 8, "e1"), await ReconnectAsync());
        _socket.SayJoined("general", 10, recovered: true);
        _socket.SayMessages("general", 9, 10, 11);
        Assert.Equal([9, 10, 11], await OffsetsAsync(room, 3));
    }

    [Fact]
    public async Task Break_during_recovery_loses_no_messages()
    {
        var room = await JoinAsync(offset: 7);
        await ReconnectAsync();
        _socket.SayJoined("general", 10, recovered: true);
        _socket.SayMessages("general", 8);
        Assert.Equal([8], await OffsetsAsync(room, 1));

        Assert.Equal(new ClientFrame.Join("general", 8, "e1"), await ReconnectAsync());
        _socket.SayJoined("general", 10, recovered: true);
        _socket.SayMessages("general", 9, 10);
        Assert.Equal([9, 10], await OffsetsAsync(room, 2));
    }

    [Fact]
    public async Task Duplicate_messages_are_yielded_once()
    {
        var room = await JoinAsync(offset: 0);
        _socket.SayMessages("general", 1, 1, 2, 1, 2, 3);
        Assert.Equal([1, 2, 3], await OffsetsAsync(room, 3));
    }

    [Fact]
    public async Task Gap_is_requested_and_filled_in_order()
    {
        var room = await JoinAsync(offset: 0);
        _socket.SayMessages("general", 1, 4);
        Assert.Equal(new ClientFrame.Join("general", 1, "e1"), await _socket.HearAsync<ClientFrame.Join>());
        _socket.SayMessages("general", 5);   // sent before the server read the request
        _socket.SayJoined("general", 5, recovered: true);
        _socket.SayMessages("general", 2, 3, 4, 5, 6);
        Assert.Equal([1, 2, 3, 4], await OffsetsAsync(room, 4));
        Assert.Equal([5, 6], await OffsetsAsync(room, 2));
    }

    [Fact]
    public async Task Message_before_the_join_answer_is_dropped()
    {
        var room = await JoinAsync(offset: 7);
        await ReconnectAsync();
        _socket.SayMessages("general", 8);   // number 8 of another epoch
        _socket.SayJoined("general", 8, recovered: false, epoch: "e2");
        _socket.SayMessages("general", 9);
        Assert.Equal(new RoomEvent.HistoryLost(new RoomPosition(8, "e2")), await NextAsync(room));
        Assert.Equal(9, Offset(await NextAsync(room)));
    }

    [Fact]
    public async Task Room_reset_reports_lost_history_and_follows_the_new_epoch()
    {
        var room = await JoinAsync(offset: 7);
        _socket.Say(new ServerFrame.RoomReset("general", 0, "e2"));
        _socket.SayMessages("general", 1);
        Assert.Equal(new RoomEvent.HistoryLost(new RoomPosition(0, "e2")), await NextAsync(room));
        Assert.Equal(1, Offset(await NextAsync(room)));
        Assert.Equal(new ClientFrame.Join("general", 1, "e2"), await ReconnectAsync());
    }

    [Fact]
    public async Task Gap_that_the_server_does_not_fill_reports_lost_history()
    {
        var room = await JoinAsync(offset: 0);
        _socket.SayMessages("general", 3);
        await _socket.HearAsync<ClientFrame.Join>();
        _socket.SayJoined("general", 3, recovered: true);
        _socket.SayMessages("general", 4, 5);
        Assert.Equal(new RoomEvent.HistoryLost(new RoomPosition(3, "e1")), await NextAsync(room));
        Assert.Equal([4, 5], await OffsetsAsync(room, 2));
    }

    [Fact]
    public async Task Messages_to_everyone_survive_a_break_as_well()
    {
        _socket.SayMessages("all", 4);
        Assert.Equal([4], await OffsetsAsync(_client.Announcements, 1));
        _socket.Break();
        _socket = await _server.NextConnectionAsync();
        Assert.Equal(new ClientFrame.Resume(4, "e1"), await _socket.HearAsync<ClientFrame.Resume>());
        _socket.SayMessages("all", 6);       // live, before the answer
        _socket.Say(new ServerFrame.Resumed("all", 6, "e1", Recovered: true));
        _socket.SayMessages("all", 5, 6);
        Assert.Equal([5, 6], await OffsetsAsync(_client.Announcements, 2));
    }

    [Fact]
    public async Task Slow_reader_gets_all_messages_by_joining_again()
    {
        const int Last = 1_000;
        var room = await JoinAsync(offset: 0);
        _socket.SayMessages("general", Offsets(1, Last));
        var reading = OffsetsAsync(room, Last);
        var asked = await _socket.HearAsync<ClientFrame.Join>();
        while (!reading.IsCompleted)
        {
            _socket.SayJoined("general", Last, recovered: true);
            _socket.SayMessages("general", Offsets((int)asked.Since! + 1, Last));
            var again = _socket.HearAsync<ClientFrame.Join>();
            if (await Task.WhenAny(reading, again) == again) asked = await again;
        }

        Assert.Equal(Offsets(1, Last), await reading);
    }

    [Fact]
    public async Task Reconnect_does_not_join_a_left_room()
    {
        var room = await JoinAsync(offset: 0);
        var leaving = room.LeaveAsync();
        Assert.Equal(new ClientFrame.Leave("general"), await _socket.HearAsync<ClientFrame.Leave>());
        _socket.Say(new ServerFrame.RoomLeft("general", "Successfully left room 'general'"));
        await leaving;
        Assert.Empty(await room.ReadMessagesAsync().ToListAsync());

        _socket.Break();
        _socket = await _server.WelcomeAsync(offset: 3, recovered: true);
        var listing = _client.GetRoomsAsync();
        await _socket.HearAsync<ClientFrame.GetRooms>();   // marker: no join frame came before it
        _socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int>()));
        await listing;
    }

    [Fact]
    public async Task Temporary_refusal_of_a_join_is_retried_without_loss()
    {
        var room = await JoinAsync(offset: 7);
        await ReconnectAsync();
        _socket.Say(new ServerFrame.ActionError(ErrorCode.Unavailable, "Not now", "join", "general"));
        Assert.Equal(new ClientFrame.Join("general", 7, "e1"), await _socket.HearAsync<ClientFrame.Join>());
        _socket.SayJoined("general", 8, recovered: true);
        _socket.SayMessages("general", 8);
        Assert.Equal([8], await OffsetsAsync(room, 1));
    }

    [Fact]
    public async Task Final_refusal_ends_the_subscription_with_the_reason()
    {
        var room = await JoinAsync(offset: 7);
        await ReconnectAsync();
        _socket.Say(new ServerFrame.ActionError(ErrorCode.TooManyRooms, "Too many rooms", "join", "general"));
        var error = await Assert.ThrowsAsync<RoomChatException>(() => room.ReadMessagesAsync().ToListAsync().AsTask());
        Assert.Equal(ErrorCode.TooManyRooms, error.Code);
    }

    private async Task<RoomSubscription> JoinAsync(long offset)
    {
        var joining = _client.JoinAsync(General);
        Assert.Equal(new ClientFrame.Join("general"), await _socket.HearAsync<ClientFrame.Join>());
        _socket.SayJoined("general", offset, recovered: false);
        return await joining;
    }

    private async Task<ClientFrame.Join> ReconnectAsync()
    {
        _socket.Break();
        _socket = await _server.WelcomeAsync(offset: 3, recovered: true);
        return await _socket.HearAsync<ClientFrame.Join>();
    }

    private static IEnumerable<long> Offsets(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(offset => (long)offset);

    private static async Task<List<long>> OffsetsAsync(RoomSubscription room, int count) =>
        await room.ReadMessagesAsync(TestContext.Current.CancellationToken).Take(count).Select(message => message.Offset).ToListAsync()
            .AsTask().WaitAsync(Eventually.Patience);

    private static async Task<RoomEvent> NextAsync(RoomSubscription room) =>
        await room.ReadEventsAsync(TestContext.Current.CancellationToken).FirstAsync().AsTask().WaitAsync(Eventually.Patience);

    private static long Offset(RoomEvent roomEvent) => Assert.IsType<RoomEvent.MessageReceived>(roomEvent).Message.Offset;
}
