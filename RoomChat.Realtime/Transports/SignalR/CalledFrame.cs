using System.Buffers;
using System.Text.Json;
using RoomChat.Realtime.Actions;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The frame that a call asks for which fits no method. A call without an argument is one without fields, and one with more than an
/// argument is no frame at all; of a method that there is not, its name is the action, which is answered as on the WebSocket.
/// </summary>
internal static class CalledFrame
{
    private const byte RecordSeparator = 0x1e;

    /// <param name="record">The message, and what follows it.</param>
    /// <param name="target">The method that it calls.</param>
    public static JsonElement Read(ReadOnlySequence<byte> record, string target)
    {
        var isKnown = ActionNames.All.Contains(target);
        if (isKnown && CountArguments(record) > 1) return JsonElement.Parse("[]");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["action"] = target };
        return JsonSerializer.SerializeToElement(fields);
    }

    /// <summary>SignalR has read it before, so that it is an object with arguments.</summary>
    private static int CountArguments(ReadOnlySequence<byte> record)
    {
        var end = record.PositionOf(RecordSeparator)!.Value;
        using var message = JsonDocument.Parse(record.Slice(0, end));
        return message.RootElement.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Array ? arguments.GetArrayLength() : 0;
    }
}
