using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Pages;

/// <summary>
/// The page's addresses: <c>/</c> for the list of rooms, <c>/r/general</c> for a room, <c>/r/general/42</c> for a message of it.
/// </summary>
public static class RoomAddress
{
    /// <summary>The list of rooms.</summary>
    public const string Rooms = "/";

    /// <summary>Prefix of the addresses of rooms.</summary>
    public const string Prefix = "/r/";

    /// <summary>The address of a room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="offset">The message; null for the room itself.</param>
    public static string Of(RoomId roomId, long? offset = null)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var room = Prefix + Uri.EscapeDataString(roomId.Value);
        return offset is { } number ? string.Create(CultureInfo.InvariantCulture, $"{room}/{number}") : room;
    }

    /// <summary>Parses the parts of an address; false when the room or the offset is not valid.</summary>
    /// <param name="room">The part after <c>/r/</c>.</param>
    /// <param name="message">The part after the room; null for none.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="offset">The message's offset; null for the room itself.</param>
    public static bool TryParse(string? room, string? message, out RoomId? roomId, out long? offset)
    {
        offset = null;
        // "all" is the channel of messages to everyone, and not a room to open.
        if (!RoomId.TryParse(room, out roomId) || roomId.IsAll) return false;
        if (message is null) return true;
        if (!long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return false;
        offset = number;
        return true;
    }
}
