using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Messaging;

/// <summary>
/// Source-generated JSON of <see cref="MessageBody"/>. Use <see cref="Stored"/>: its encoder does not escape non-ASCII text, which saves
/// two thirds of the bytes.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MessageBody))]
internal sealed partial class MessageJsonContext : JsonSerializerContext
{
    internal static MessageJsonContext Stored => Relaxed.Context;

    // A nested type, because the order of static initialisers over the parts of a partial class is not defined.
    private static class Relaxed
    {
        internal static readonly MessageJsonContext Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
