using System.Text.Json.Serialization;

namespace RoomChat.Benchmarks.MessagePath.Peer;

/// <summary>JSON of <see cref="SeedPeer"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SeedMessage))]
internal sealed partial class SeedJsonContext : JsonSerializerContext;
