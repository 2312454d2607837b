using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.ApiService.History;

/// <summary>A request for a page of history, valid by construction.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Before">Messages before this offset only; null for the newest.</param>
/// <param name="Limit">Most messages to give.</param>
internal sealed record HistoryQuery(RoomId RoomId, long? Before, int Limit)
{
    /// <summary>Reads what came over the wire; null when something is wrong with it, and <paramref name="errors"/> then says what, by field.</summary>
    internal static HistoryQuery? TryRead(string room, string? before, string? limit, out Dictionary<string, string[]> errors)
    {
        errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!RoomId.TryParse(room, out var roomId))
            errors["room_id"] = [$"A room id is 1 to {ProtocolLimits.MaxRoomIdLength} characters of A-Z, a-z, 0-9, '.', '_' and '-'."];
        var (offset, most) = (0L, (long)ProtocolLimits.DefaultHistoryMessages);
        if (before is not null && !TryReadNumber(before, long.MaxValue, out offset)) errors["before"] = ["An offset is a whole number, 1 or more."];
        if (limit is not null && !TryReadNumber(limit, ProtocolLimits.MaxHistoryMessages, out most)) errors["limit"] = [$"The limit is a whole number, 1 to {ProtocolLimits.MaxHistoryMessages}."];
        return errors.Count > 0 ? null : new HistoryQuery(roomId!, before is null ? null : offset, (int)most);
    }

    private static bool TryReadNumber(string text, long largest, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= largest;
}
