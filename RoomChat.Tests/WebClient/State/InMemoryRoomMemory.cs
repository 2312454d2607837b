using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

internal sealed class InMemoryRoomMemory : IRoomMemory
{
    public RememberedRooms Rooms { get; set; } = RememberedRooms.None;

    public ValueTask<RememberedRooms> LoadAsync() => ValueTask.FromResult(Rooms);

    public ValueTask SaveAsync(RememberedRooms rooms)
    {
        Rooms = rooms;
        return ValueTask.CompletedTask;
    }
}
