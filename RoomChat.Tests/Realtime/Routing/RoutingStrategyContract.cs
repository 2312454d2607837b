using System.Globalization;
using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing;

/// <summary>
/// The behaviour that users see and every strategy keeps, with one instance and with several: the seed's four scenarios, the order
/// of messages, and recovery after a disconnect.
/// </summary>
public abstract class RoutingStrategyContract(RoutedSystemFixture fixture)
{
    private readonly RoomId _general = Said.AnyRoom();
    private readonly RoomId _dev = Said.AnyRoom();

    private protected RoutedSystem System => fixture.System;

    /// <summary>Whether a connection hears only the rooms it joined. If false, the client must filter.</summary>
    private protected virtual bool FiltersOnTheServer => true;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_in_two_rooms_gets_each_message_once()
    {
        await using var user = await JoinAsync(_general, _dev);
        await System.PublishAsync(_general, "to general");
        await System.PublishAsync(_dev, "to dev");
        await HeardAsync(user, _general, "to general");
        await HeardAsync(user, _dev, "to dev");
        Assert.Equal(["to general"], ContentsOf(user, _general));
        Assert.Equal(["to dev"], ContentsOf(user, _dev));
    }

    [Fact]
    public async Task Users_of_a_room_get_equal_messages_on_all_instances()
    {
        var users = new List<FrameRecorder>();
        for (var i = 0; i < 4; i++) users.Add(await JoinAsync(_general));
        await System.PublishAsync(_general, 0, 5);
        foreach (var user in users)
        {
            await HeardAsync(user, _general, "4");
            Assert.Equal(Numbers(0, 5), ContentsOf(user, _general));
            await user.DisposeAsync();
        }
    }

    [Fact]
    public async Task Users_in_different_rooms_get_only_their_own()
    {
        await using var first = await JoinAsync(_general);
        await using var second = await JoinAsync(_dev);
        await System.PublishAsync(_general, "to general");
        await System.PublishAsync(_dev, "to dev");
        await System.PublishAsync(RoomId.All, "to all");
        await first.WaitForContentAsync("to all");
        await second.WaitForContentAsync("to all");
        await HeardAsync(first, _general, "to general");
        await HeardAsync(second, _dev, "to dev");
        if (!FiltersOnTheServer) return;
        Assert.Empty(ContentsOf(first, _dev));
        Assert.Empty(ContentsOf(second, _general));
    }

    [Fact]
    public async Task The_room_info_counts_the_members_over_all_instances()
    {
        await using var first = await JoinAsync(_general, _dev);
        await using var second = await JoinAsync(_general);
        await Eventually.Holds(
            async () =>
            {
                var rooms = await first.GetRoomsAsync(Ct);
                return rooms.TryGetProperty(_general.Value, out var general) && general.GetInt32() == 2
                    && rooms.TryGetProperty(_dev.Value, out var dev) && dev.GetInt32() == 1;
            },
            "both rooms are counted");
    }

    [Fact]
    public async Task Messages_keep_their_publishing_order_and_have_the_same_offsets()
    {
        await using var first = await Listener.JoinAsync(System.Pool.ClientOptions, _general, Ct);
        await using var second = await Listener.JoinAsync(System.Pool.ClientOptions, _general, Ct);
        await using var third = await Listener.JoinAsync(System.Pool.ClientOptions, _general, Ct);
        var said = (await System.PublishAsync(_general, 0, 100)).Select(id => $"{_general}-{id}").ToList();
        foreach (var listener in new[] { first, second, third })
        {
            await Eventually.Holds(() => listener.Ids.Count >= said.Count, "all came");
            Assert.Equal(said, listener.Ids);
            Assert.Equal(Enumerable.Range(1, said.Count).Select(offset => (long)offset), listener.Offsets);
        }
    }

    [Fact]
    public async Task Rejoin_after_a_disconnect_gets_the_missed_messages()
    {
        await using var other = await JoinAsync(_general);
        var user = await JoinAsync(_general);
        await System.PublishAsync(_general, "0");
        var last = await HeardAsync(user, _general, "0");
        var epoch = (await user.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_joined"), "joined"))
            .GetProperty("epoch").GetString();
        await user.DisposeAsync();

        await System.PublishAsync(_general, 1, 10);
        await HeardAsync(other, _general, "10");
        await using var again = await System.ConnectAsync();
        await again.SendAsync(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"action":"join","room_id":"{{_general}}","since":{{last.GetProperty("offset").GetInt64()}},"epoch":"{{epoch}}"}"""), Ct);
        await HeardAsync(again, _general, "10");
        var joined = await again.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_joined"), "joined again");
        Assert.True(joined.GetProperty("recovered").GetBoolean());
        Assert.Equal(Numbers(1, 10), ContentsOf(again, _general).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Room_that_was_left_and_rejoined_is_heard_again()
    {
        await using var user = await JoinAsync(_general);
        await System.PublishAsync(_general, "before");
        await HeardAsync(user, _general, "before");
        await user.LeaveAsync(_general.Value, Ct);
        await user.JoinAsync(_general.Value, Ct);
        await Eventually.Holds(() => user.Frames.Count(frame => FrameRecorder.IsType(frame, "room_joined")) == 2, "joined a second time");
        await System.PublishAsync(_general, "after");
        await HeardAsync(user, _general, "after");
    }

    private protected static IReadOnlyList<string> Numbers(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Waits for a message of one room. Under <c>ClientSide</c>, another test's room may have the same content.</summary>
    private static Task<JsonElement> HeardAsync(FrameRecorder user, RoomId room, string content) => user.WaitForAsync(
        frame => FrameRecorder.Text(frame, "content") == content && FrameRecorder.Text(frame, "room_id") == room.Value,
        $"'{content}' came in {room}");

    private protected static IReadOnlyList<string> ContentsOf(FrameRecorder user, RoomId room) =>
    [
        .. user.Frames.Where(frame => FrameRecorder.IsType(frame, "message") && FrameRecorder.Text(frame, "room_id") == room.Value)
            .Select(frame => FrameRecorder.Text(frame, "content")!),
    ];

    private protected async Task<FrameRecorder> JoinAsync(params IEnumerable<RoomId> rooms)
    {
        var user = await System.ConnectAsync();
        foreach (var room in rooms) await user.JoinAsync(room.Value, Ct);
        return user;
    }
}
