using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.FanOut;

/// <summary>Selects the receivers of a room on this instance.</summary>
internal interface IRoomAudiences
{
    /// <summary>The audience for a feed that is being opened.</summary>
    IAudience Of(RoomId roomId);
}
