using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>Writes grants in JSON as their text form, and as null for everything.</summary>
internal sealed class RoomGrantsConverter : JsonConverter<RoomGrants>
{
    public override bool HandleNull => true;

    public override RoomGrants Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RoomGrants.Read(reader.GetString());

    public override void Write(Utf8JsonWriter writer, RoomGrants value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
