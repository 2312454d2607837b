using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>Writes health answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
