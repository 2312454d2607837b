using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>Reads an offset from a client in any JSON notation of the number (see <see cref="JsonInteger"/>).</summary>
internal sealed class OffsetConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : JsonInteger.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } offset) writer.WriteNumberValue(offset);
        else writer.WriteNullValue();
    }
}
