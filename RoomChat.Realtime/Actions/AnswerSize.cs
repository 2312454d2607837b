using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RoomChat.Realtime.Actions;

/// <summary>Shortens a list answer to the limit of the connection's answers, so that the connection is not closed.</summary>
internal static class AnswerSize
{
    /// <summary>The frame around the list: its names, a room id, an epoch.</summary>
    private const int EnvelopeBytes = 512;

    /// <summary>Number of items, from the first, that fit into this many bytes of JSON. At least one, so that paging advances.</summary>
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
