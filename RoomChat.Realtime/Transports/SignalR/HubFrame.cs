using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>A frame's JSON, which SignalR writes unchanged.</summary>
[JsonConverter(typeof(HubFrameConverter))]
internal sealed record HubFrame(ReadOnlyMemory<byte> Json)
{
    /// <summary>A frame that contains its action.</summary>
    public static HubFrame Whole(JsonElement frame) => new(JsonMarshal.GetRawUtf8Value(frame).ToArray());

    /// <summary>The frame of an action. Fields that are not a JSON object make a bad frame, which is answered as such.</summary>
    public static HubFrame OfAction(string action, JsonElement? fields)
    {
        if (fields is not { } given)
        {
            return new HubFrame(JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["action"] = action }));
        }

        var json = JsonMarshal.GetRawUtf8Value(given);
        if (given.ValueKind != JsonValueKind.Object) return new HubFrame(json.ToArray());
        var rest = json[1..].TrimStart(" \t\r\n"u8);
        // The method's name is the action. A second action makes a bad frame.
        return new HubFrame(
            (byte[])[.. "{\"action\":\""u8, .. Encoding.UTF8.GetBytes(action), .. rest is [(byte)'}', ..] ? "\""u8 : "\","u8, .. rest]);
    }
}
