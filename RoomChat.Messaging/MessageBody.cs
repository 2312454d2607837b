using System.Text.Json;
using RoomChat.Contracts;

namespace RoomChat.Messaging;

/// <summary>A message as JSON between services: in the envelope on Service Bus, in the room's log and on the room's channel.</summary>
internal sealed record MessageBody(string Id, string RoomId, string Content, DateTimeOffset Timestamp, ChatUser User, string? Via = null)
{
    internal static byte[] Write(ChatMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new MessageBody(message.Id, message.RoomId.Value, message.Content, message.Timestamp, message.User, message.Via),
        MessageJsonContext.Stored.MessageBody);

    /// <exception cref="FormatException">The text is not a message.</exception>
    internal static ChatMessage Read(ReadOnlySpan<byte> json)
    {
        MessageBody? body;
        try
        {
            body = JsonSerializer.Deserialize(json, MessageJsonContext.Stored.MessageBody);
        }
        catch (JsonException cause)
        {
            throw new FormatException("The body is not the JSON of a message.", cause);
        }
        return body is not null && Contracts.RoomId.TryParseStored(body.RoomId, out var roomId)
            ? new ChatMessage(body.Id, roomId, body.Content, body.Timestamp, body.User, body.Via)
            : throw new FormatException("The body names no room.");
    }
}
