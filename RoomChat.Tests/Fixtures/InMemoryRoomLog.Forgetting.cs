using RoomChat.Contracts;

namespace RoomChat.Tests.Fixtures;

internal sealed partial class InMemoryRoomLog
{
    public Task ForgetAsync(RoomId roomId, CancellationToken ct)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)) return Task.CompletedTask;
            room.Messages.Clear();
            room.Ids.Clear();
            (room.Offset, room.Acknowledged, room.Epoch, room.Parent, room.IsLost) = (0, 0, $"e{++_epochs}", null, true);
            return Task.CompletedTask;
        }
    }
}
