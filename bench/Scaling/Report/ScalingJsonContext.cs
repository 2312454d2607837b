using System.Text.Json.Serialization;

namespace RoomChat.Benchmarks.Scaling.Report;

/// <summary>JSON of the file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ScalingDocument))]
internal sealed partial class ScalingJsonContext : JsonSerializerContext;
