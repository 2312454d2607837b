using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Actions;

namespace RoomChat.Realtime.Transports;

/// <summary>Parses a client's bytes as a frame, or returns an error. Never throws for a client's data.</summary>
internal static class ClientFrameReader
{
    /// <param name="utf8">One complete text frame, for example <c>{"action":"join","room_id":"general"}</c>.</param>
    /// <param name="error">The error for an invalid frame.</param>
    public static ClientFrame? Read(ReadOnlySpan<byte> utf8, out ServerFrame.ActionError? error)
    {
        try
        {
            var frame = JsonSerializer.Deserialize(utf8, FrameJsonContext.Wire.ClientFrame);
            error = frame is null ? Diagnose(utf8) : null;
            return frame;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // The cause is found by a second parse, only for bad frames.
            error = Diagnose(utf8);
            return null;
        }
    }

    private static ServerFrame.ActionError Diagnose(ReadOnlySpan<byte> utf8)
    {
        string? action;
        try
        {
            if (!TryReadAction(utf8, out action)) return new(ErrorCode.BadFrame, "A frame is a JSON object.");
        }
        catch (JsonException)
        {
            return new(ErrorCode.BadFrame, "The frame is not JSON.");
        }
        if (action is null) return new(ErrorCode.UnknownAction, "The frame has no action.");
        var name = ActionRefused.Shorten(action);
        return ActionNames.All.Contains(action)
            ? new(ErrorCode.BadFrame, $"The fields of '{name}' are not as the protocol has them.", name)
            : new(ErrorCode.UnknownAction, $"There is no action '{name}'.", name);
    }

    private static bool TryReadAction(ReadOnlySpan<byte> utf8, out string? action)
    {
        action = null;
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAction = reader.ValueTextEquals("action"u8);
            reader.Read();
            if (isAction && reader.TokenType == JsonTokenType.String) action = ReadText(ref reader);
            else reader.Skip();
        }
        // Throws when data follows the object.
        reader.Read();
        return true;
    }

    /// <summary>The text of a string; null when it contains half a surrogate pair, like <c>"\ud800"</c>.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
