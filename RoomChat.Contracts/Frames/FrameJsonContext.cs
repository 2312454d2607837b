using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>
/// Source-generated JSON of the frames. Use <see cref="Wire"/>. It also sets the relaxed encoder, which does not escape <c>'</c> and
/// non-ASCII text: a WebSocket frame is not an HTML page. The faster writers are not generated: they cannot be used with that encoder,
/// and a browser would download them.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClientFrame))]
[JsonSerializable(typeof(ServerFrame))]
public sealed partial class FrameJsonContext : JsonSerializerContext
{
    /// <summary>The context that writes frames as <c>docs/protocol.md</c> shows them.</summary>
    public static FrameJsonContext Wire => Relaxed.Context;

    // A nested type, because the order of static initialisers over the parts of a partial class is not defined.
    private static class Relaxed
    {
        internal static readonly FrameJsonContext Context =
            new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
