using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>Writes and reads <see cref="EntityRecord"/>. Settings that a record of an older version lacks get their defaults.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(EntityRecord))]
[JsonSerializable(typeof(RuleRecord))]
internal sealed partial class EntityJsonContext : JsonSerializerContext;
