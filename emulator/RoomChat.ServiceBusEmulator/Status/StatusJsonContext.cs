using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>Writes health answers and totals.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(BrokerTotals))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
