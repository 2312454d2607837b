using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>Reads a count from a client in any JSON notation of the number (see <see cref="JsonInteger"/>).</summary>
internal sealed class CountConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        return JsonInteger.Read(ref reader) is >= int.MinValue and <= int.MaxValue and var count
            ? (int)count
            : throw new JsonException("This number has more than 32 bits.");
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } count) writer.WriteNumberValue(count);
        else writer.WriteNullValue();
    }
}
