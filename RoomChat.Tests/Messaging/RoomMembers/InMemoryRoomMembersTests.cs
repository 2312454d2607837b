using RoomChat.Messaging.RoomMembers;
using RoomChat.Tests.Realtime.Presence;

namespace RoomChat.Tests.Messaging.RoomMembers;

public sealed class InMemoryRoomMembersTests : RoomMembersContract
{
    protected override IRoomMembers Members { get; } = new InMemoryRoomMembers();
}
