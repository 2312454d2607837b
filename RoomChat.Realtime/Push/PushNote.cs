using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Push;

/// <summary>The push message for a browser.</summary>
internal static class PushNote
{
    private const int LongestText = 160;
    private const int LongestTopic = 24;

    /// <summary>The note in the format of the page's service worker.</summary>
    /// <param name="message">The message.</param>
    /// <param name="title">The room's title; null for a room without one.</param>
    /// <param name="hidesContent">Whether the note contains only the room.</param>
    public static byte[] Of(ChatMessage message, string? title, bool hidesContent)
    {
        var note = new JsonObject { ["room"] = message.RoomId.Value };
        if (title is not null) note["title"] = title;
        if (!hidesContent) (note["author"], note["text"]) = (message.User.Name, Shorten(message.Content));
        return JsonSerializer.SerializeToUtf8Bytes(note, NoteJsonContext.Default.JsonObject);
    }

    /// <summary>Topic of a room's notes: a newer note replaces an undelivered one.</summary>
    public static string TopicOf(RoomId roomId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(roomId.Value)))[..LongestTopic];

    private static string Shorten(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{text.AsSpan(0, end)}…";
    }
}
