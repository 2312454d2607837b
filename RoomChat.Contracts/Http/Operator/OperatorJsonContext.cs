using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http.Operator;

/// <summary>
/// Source-generated JSON of the operator's API. Metadata only: writers of their own for each type would make the page larger.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InstanceReport))]
[JsonSerializable(typeof(InstanceListing))]
[JsonSerializable(typeof(RefusalListing))]
[JsonSerializable(typeof(SystemHealth))]
[JsonSerializable(typeof(WatchedRoomListing))]
[JsonSerializable(typeof(BrokerState))]
[JsonSerializable(typeof(DeadLetterListing))]
[JsonSerializable(typeof(RedisState))]
[JsonSerializable(typeof(TopListing))]
[JsonSerializable(typeof(ChartSeries))]
[JsonSerializable(typeof(CloseBody))]
[JsonSerializable(typeof(BroadcastBody))]
[JsonSerializable(typeof(OperatorAct))]
[JsonSerializable(typeof(OperatorActListing))]
public sealed partial class OperatorJsonContext : JsonSerializerContext;
