using System.Text.Json.Serialization;
using RoomChat.Contracts;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Memory;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]   // the faster writers are more to download
[JsonSerializable(typeof(UnsentMessage))]
[JsonSerializable(typeof(RememberedRooms))]
[JsonSerializable(typeof(KeptRoom))]
[JsonSerializable(typeof(ChatUser))]
[JsonSerializable(typeof(PageSettings))]
[JsonSerializable(typeof(RoomPreference))]
[JsonSerializable(typeof(Dictionary<string, DateTimeOffset>))]
internal sealed partial class MemoryJsonContext : JsonSerializerContext;
