using System.Text.Json.Serialization;

namespace RoomChat.Web.SubscriptionKeys;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GatewayError))]
internal sealed partial class GatewayErrorContext : JsonSerializerContext;
