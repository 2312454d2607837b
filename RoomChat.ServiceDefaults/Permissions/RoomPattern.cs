using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>
/// A pattern of room names: the characters of a room id, and <c>*</c> for zero or more characters. Case-sensitive. Valid by
/// construction.
/// </summary>
public sealed record RoomPattern
{
    /// <summary>The rule for patterns, as an error text for people.</summary>
    public const string Rule = "A room pattern is 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', '-' and '*'.";

    private const char Any = '*';

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-*");

    private RoomPattern(string value) => Value = value;

    /// <summary>The pattern as text.</summary>
    public string Value { get; }

    /// <summary>Reads a pattern from outside; false when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RoomPattern? pattern)
    {
        var isPattern = text is { Length: > 0 and <= ProtocolLimits.MaxRoomIdLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        pattern = isPattern ? new RoomPattern(text!) : null;
        return isPattern;
    }

    /// <summary>
    /// Whether the pattern matches a room. For any pattern, the time is at most proportional to the product of both lengths.
    /// </summary>
    public bool Covers(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        // No caller has rights in the services' own rooms.
        return !roomId.IsInternal && Covers(Value, roomId.Value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Backtracks to the last <c>*</c> only: an earlier one never needs to match more characters.</summary>
    private static bool Covers(string pattern, string name)
    {
        var (p, n, lastAny, takenTo) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == Any)
            {
                (lastAny, takenTo) = (p++, n);
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (lastAny >= 0)
            {
                (p, n) = (lastAny + 1, ++takenTo);
            }
            else
            {
                return false;
            }
        }
        return pattern.AsSpan(p).TrimStart(Any).IsEmpty;
    }
}
