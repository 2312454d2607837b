using System.Buffers;
using System.Text.Json;
using RoomChat.Realtime.Actions;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The frame of a call that fits no hub method. Without an argument the frame has no fields. More than one argument is an invalid frame.
/// An unknown method's name becomes the action, which is answered like on the WebSocket.
/// </summary>
internal static class CalledFrame
{
    private const byte RecordSeparator = 0x1e;

    /// <param name="record">The message and the following data.</param>
    /// <param name="target">The called method.</param>
    public static JsonElement Read(ReadOnlySequence<byte> record, string target)
    {
        var isKnown = ActionNames.All.Contains(target);
        if (isKnown && CountArguments(record) > 1) return JsonElement.Parse("[]");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["action"] = target };
        return JsonSerializer.SerializeToElement(fields);
    }

    /// <summary>SignalR has parsed it before, so it is an object with arguments.</summary>
    private static int CountArguments(ReadOnlySequence<byte> record)
    {
        var end = record.PositionOf(RecordSeparator)!.Value;
        using var message = JsonDocument.Parse(record.Slice(0, end));
        return message.RootElement.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Array
            ? arguments.GetArrayLength()
            : 0;
    }
}
