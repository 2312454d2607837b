using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Source-generated JSON of the HTTP bodies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PublishAccepted))]
[JsonSerializable(typeof(PublishBody))]
[JsonSerializable(typeof(DirectConnection))]
[JsonSerializable(typeof(RenewalTicket))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(RoomListing))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionWays))]
[JsonSerializable(typeof(PushKey))]
[JsonSerializable(typeof(PushRequest))]
[JsonSerializable(typeof(ChatUser))]
public sealed partial class HttpJsonContext : JsonSerializerContext;
