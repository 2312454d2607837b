using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>Serializes <see cref="EntityRecord"/>. Settings that are missing in a record of an older version get their defaults.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(EntityRecord))]
[JsonSerializable(typeof(RuleRecord))]
internal sealed partial class EntityJsonContext : JsonSerializerContext;
