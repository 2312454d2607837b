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

    /// <summary>How addresses of rooms begin.</summary>
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

    /// <summary>Reads the parts of an address; false when there can be no such room, or no such message.</summary>
    /// <param name="room">What follows <c>/r/</c>.</param>
    /// <param name="message">What follows the room; null for nothing.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="offset">The message's offset; null for the room itself.</param>
    public static bool TryParse(string? room, string? message, out RoomId? roomId, out long? offset)
    {
        offset = null;
        // Everyone hears "all": it is no place to go.
        if (!RoomId.TryParse(room, out roomId) || roomId.IsAll) return false;
        if (message is null) return true;
        if (!long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return false;
        offset = number;
        return true;
    }
}
