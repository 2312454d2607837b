using RoomChat.Benchmarks.Scaling.Load;

namespace RoomChat.Tests.Benchmarks.Scaling.Load;

public sealed class ClientSideWireTests
{
    [Theory]
    [InlineData("room-1", true)]
    [InlineData("room-11", false)]
    [InlineData("room", false)]
    public void Client_drops_messages_of_other_rooms(string room, bool isOf) =>
        Assert.Equal(isOf, new ClientSideWire().IsOf(room, """{"type":"message","room_id":"room-1","message_id":"room-11-0"}"""u8));
}
