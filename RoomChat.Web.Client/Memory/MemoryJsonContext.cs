using System.Text.Json.Serialization;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

[JsonSerializable(typeof(UnsentMessage))]
[JsonSerializable(typeof(RememberedRooms))]
[JsonSerializable(typeof(KeptRoom))]
[JsonSerializable(typeof(ChatUser))]
internal sealed partial class MemoryJsonContext : JsonSerializerContext;
