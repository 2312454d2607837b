using System.Text.Json.Serialization;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>JSON of the peers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PeerMessage))]
internal sealed partial class PeerJsonContext : JsonSerializerContext;
