using System.Text.Json.Serialization;

namespace RoomChat.Web.Client.State;

[JsonSerializable(typeof(RememberedRooms))]
internal sealed partial class RememberedRoomsContext : JsonSerializerContext;
