using System.Text.Json.Serialization;

namespace RoomChat.Messaging.Push;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredTarget))]
internal sealed partial class PushJsonContext : JsonSerializerContext;
