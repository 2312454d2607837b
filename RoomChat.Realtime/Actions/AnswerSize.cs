using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RoomChat.Realtime.Actions;

/// <summary>Keeps an answer that is a list within what a connection may have waiting: a shorter list, not a closed connection.</summary>
internal static class AnswerSize
{
    /// <summary>The frame around the list: its names, a room id, an epoch.</summary>
    private const int EnvelopeBytes = 512;

    /// <summary>How many items from the first on fit into so many bytes of JSON; at least one, so that who pages comes forward.</summary>
    public static int CountFitting<T>(IEnumerable<T> items, JsonTypeInfo<T> json, int maxBytes)
    {
        var (count, bytes) = (0, EnvelopeBytes);
        foreach (var item in items)
        {
            bytes += JsonSerializer.SerializeToUtf8Bytes(item, json).Length + 1;
            if (bytes > maxBytes && count > 0) break;
            count++;
        }
        return count;
    }
}
