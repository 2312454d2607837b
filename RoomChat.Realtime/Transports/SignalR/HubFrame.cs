using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>A frame's JSON, which SignalR takes as it is.</summary>
[JsonConverter(typeof(HubFrameConverter))]
internal sealed record HubFrame(ReadOnlyMemory<byte> Json)
{
    /// <summary>A frame that names its action itself.</summary>
    public static HubFrame Whole(JsonElement frame) => new(JsonMarshal.GetRawUtf8Value(frame).ToArray());

    /// <summary>The frame that asks for an action. Fields that are no JSON object make a bad frame, which is answered as such.</summary>
    public static HubFrame OfAction(string action, JsonElement? fields)
    {
        if (fields is not { } given) return new HubFrame(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["action"] = action }));
        var json = JsonMarshal.GetRawUtf8Value(given);
        if (given.ValueKind != JsonValueKind.Object) return new HubFrame(json.ToArray());
        var rest = json[1..].TrimStart(" \t\r\n"u8);
        // The action is the method's name, and a second one would contradict it: such a frame is a bad one.
        return new HubFrame((byte[])[.. "{\"action\":\""u8, .. Encoding.UTF8.GetBytes(action), .. rest is [(byte)'}', ..] ? "\""u8 : "\","u8, .. rest]);
    }
}
