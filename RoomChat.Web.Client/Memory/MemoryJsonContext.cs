using System.Text.Json.Serialization;

namespace RoomChat.Web.Client.Memory;

[JsonSerializable(typeof(UnsentMessage))]
[JsonSerializable(typeof(RememberedRooms))]
internal sealed partial class MemoryJsonContext : JsonSerializerContext;
