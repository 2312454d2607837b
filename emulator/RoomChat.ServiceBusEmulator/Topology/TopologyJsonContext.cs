using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Reads <see cref="TopologyFile"/> as leniently as the samples need: comments, trailing commas, any case, booleans and numbers.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TopologyFile))]
internal sealed partial class TopologyJsonContext : JsonSerializerContext;
