using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// Source-generated JSON of the HTTP bodies. The faster writers are not generated: the API's encoder rules them out, and a browser would
/// download them.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
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
[JsonSerializable(typeof(CreateRoomBody))]
[JsonSerializable(typeof(ChangeRoomBody))]
[JsonSerializable(typeof(RoomDetails))]
[JsonSerializable(typeof(RoleBody))]
[JsonSerializable(typeof(OwnerBody))]
[JsonSerializable(typeof(ModerationBody))]
[JsonSerializable(typeof(InvitationBody))]
[JsonSerializable(typeof(RedeemBody))]
[JsonSerializable(typeof(MemberDetails))]
[JsonSerializable(typeof(MemberListing))]
[JsonSerializable(typeof(InvitationDetails))]
[JsonSerializable(typeof(InvitationListing))]
[JsonSerializable(typeof(AuditListing))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionWays))]
[JsonSerializable(typeof(SessionUser))]
[JsonSerializable(typeof(PushKey))]
[JsonSerializable(typeof(PushRequest))]
[JsonSerializable(typeof(ChatUser))]
public sealed partial class HttpJsonContext : JsonSerializerContext;
