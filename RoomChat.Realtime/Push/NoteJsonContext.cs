using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RoomChat.Realtime.Push;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class NoteJsonContext : JsonSerializerContext;
