using System.Text.Json.Serialization;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>JSON of the file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
[JsonSerializable(typeof(FanOutDocument))]
internal sealed partial class FanOutJsonContext : JsonSerializerContext;
