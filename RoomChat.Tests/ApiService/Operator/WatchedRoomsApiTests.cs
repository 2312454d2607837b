using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.ApiService.Operator;

[Collection(SharedEmulator.Name)]
public sealed class WatchedRoomsApiTests(RedisFixture redis, RoomsEmulator emulator) : OperatorApiTest(redis, emulator)
{
    private readonly string _id = $"i{Guid.NewGuid():N}";

    [Fact]
    public async Task Rooms_have_members_log_length_and_speed()
    {
        var room = Said.AnyRoom();
        var counts = Server.Services.GetRequiredService<IRoomCounts>();
        await counts.SetAsync(_id, new Dictionary<RoomId, int> { [room] = 7 }, Ct);
        var log = Server.Services.GetRequiredService<IRoomLog>();
        var sayer = new ChatUser("u1", "Ada");
        for (var i = 0; i < 3; i++) await log.AppendAsync(new ChatMessage($"m{i}", room, "hi", DateTimeOffset.UnixEpoch, sayer), Ct);
        var listing = await GetAsync($"/rooms?query={room}");
        var listed = Assert.Single(listing.GetProperty("rooms").EnumerateArray());
        Assert.Equal(room.Value, listed.GetProperty("room_id").GetString());
        Assert.Equal((7, 3L), (listed.GetProperty("members").GetInt32(), listed.GetProperty("log_length").GetInt64()));
        Assert.False(listed.TryGetProperty("messages_per_second", out _));
        await log.AppendAsync(new ChatMessage("m9", room, "hi", DateTimeOffset.UnixEpoch, sayer), Ct);
        await Eventually.Holds(
            async () => (await GetAsync($"/rooms?query={room}&sort=messages")).GetProperty("rooms")[0]
                .TryGetProperty("messages_per_second", out _),
            "the speed is known");
        await counts.RemoveAsync(_id, Ct);
    }

    [Fact]
    public async Task Rooms_are_sorted_and_come_in_pages()
    {
        var mark = $"p{Guid.NewGuid():N}";
        var counts = Server.Services.GetRequiredService<IRoomCounts>();
        await counts.SetAsync(
            _id, new Dictionary<RoomId, int> { [Room("a")] = 1, [Room("b")] = 3, [Room("c")] = 2 }, Ct);
        Assert.Equal(("b,c", 3, "c"), await PageAsync("&limit=2"));
        Assert.Equal(("a", 3, null), await PageAsync($"&limit=2&after={mark}-c"));
        Assert.Equal(("a,b,c", 3, null), await PageAsync("&sort=name"));
        await counts.RemoveAsync(_id, Ct);

        RoomId Room(string name) => RoomId.Parse($"{mark}-{name}", null);

        async Task<(string, int, string?)> PageAsync(string more)
        {
            var page = await GetAsync($"/rooms?query={mark}{more}");
            var names = page.GetProperty("rooms").EnumerateArray().Select(room => room.GetProperty("room_id").GetString()![^1..]);
            var next = page.TryGetProperty("after", out var last) ? last.GetString()![^1..] : null;
            return (string.Join(',', names), page.GetProperty("total").GetInt32(), next);
        }
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("sort=age", "sort")]
    [InlineData("after=no-such-room", "after")]
    [InlineData("page=2", "page")]
    public async Task Bad_parameter_of_rooms_is_named(string query, string field)
    {
        using var answer = await SendAsync("GET", $"/rooms?{query}");
        await answer.AssertInvalidAsync(field);
    }
}
