using System.Text.Json.Serialization;

namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>JSON of the file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
[JsonSerializable(typeof(PathDocument))]
internal sealed partial class PathJsonContext : JsonSerializerContext;
