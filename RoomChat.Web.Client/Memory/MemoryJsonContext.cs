using System.Text.Json.Serialization;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Memory;

[JsonSerializable(typeof(UnsentMessage))]
[JsonSerializable(typeof(RememberedRooms))]
[JsonSerializable(typeof(PageSettings))]
[JsonSerializable(typeof(RoomPreference))]
[JsonSerializable(typeof(Dictionary<string, DateTimeOffset>))]
internal sealed partial class MemoryJsonContext : JsonSerializerContext;
