using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.ApiService.Rooms;

[Collection(SharedEmulator.Name)]
public sealed class RoomEndpointsTests(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    [Fact]
    public async Task Rooms_are_listed_with_the_members_of_all_instances()
    {
        var room = Said.AnyRoom();
        var (first, second) = ($"first-{Guid.NewGuid():N}", $"second-{Guid.NewGuid():N}");
        var counts = Server.Services.GetRequiredService<IRoomCounts>();
        await counts.SetAsync(first, new Dictionary<RoomId, int> { [room] = 2 }, Ct);
        await counts.SetAsync(second, new Dictionary<RoomId, int> { [room] = 1 }, Ct);

        using var answer = await Http.GetAsync(Answers.Relative("/rooms"), Ct);

        var rooms = (await answer.ReadAsync()).GetProperty("rooms").EnumerateArray().ToList();
        Assert.Equal(
            3,
            Assert.Single(rooms, listed => listed.GetProperty("room_id").GetString() == room.Value).GetProperty("members").GetInt32());
        await counts.RemoveAsync(first, Ct);
        await counts.RemoveAsync(second, Ct);
    }
}
