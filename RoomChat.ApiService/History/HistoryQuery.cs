using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.ApiService.History;

/// <summary>A request for a page of history, valid by construction.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Before">Messages before this offset only; null for the newest.</param>
/// <param name="After">
/// Messages after this position; null if not requested, and never together with <paramref name="Before"/>.
/// </param>
/// <param name="Limit">Most messages to give.</param>
internal sealed record HistoryQuery(RoomId RoomId, long? Before, RoomPosition? After, int Limit)
{
    /// <summary>Reads the parameters; null when one is invalid, and <paramref name="errors"/> then has the reasons, by field.</summary>
    internal static HistoryQuery? TryRead(HistoryParameters asked, out Dictionary<string, string[]> errors)
    {
        errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!RoomId.TryParse(asked.RoomId, out var roomId)) errors["room_id"] = [RoomId.Rule];
        var before = Read("before", asked.Before, 1, long.MaxValue, "An offset is a whole number, here 1 or more.", errors);
        var after = Read("after", asked.After, 0, long.MaxValue, "An offset is a whole number, here 0 or more.", errors);
        var limit = Read(
            "limit", asked.Limit, 1, ProtocolLimits.MaxHistoryMessages,
            $"The limit is a whole number, 1 to {ProtocolLimits.MaxHistoryMessages}.", errors);
        if (asked is { Before: not null, After: not null }) errors.TryAdd("after", ["'before' and 'after' cannot be had together."]);
        if (asked is { Epoch: not null, After: null }) errors["epoch"] = ["An epoch is that of 'after', and there is none."];
        return errors.Count > 0
            ? null
            : new HistoryQuery(
                roomId!,
                before,
                after is { } offset ? new RoomPosition(offset, asked.Epoch ?? "") : null,
                (int)(limit ?? ProtocolLimits.DefaultHistoryMessages));
    }

    private static long? Read(string name, string? text, long smallest, long largest, string rule, Dictionary<string, string[]> errors)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest)
            return number;
        errors[name] = [rule];
        return null;
    }
}
