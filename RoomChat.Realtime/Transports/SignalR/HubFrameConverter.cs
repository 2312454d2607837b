using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Writes a frame's JSON unchanged. Reading is not supported.</summary>
internal sealed class HubFrameConverter : JsonConverter<HubFrame>
{
    public override HubFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, HubFrame value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
}
