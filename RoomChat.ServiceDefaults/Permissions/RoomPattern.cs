using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>
/// Rooms by name: the characters of a room id, and <c>*</c> for any number of characters, none included. Upper and lower case differ.
/// Valid by construction.
/// </summary>
public sealed record RoomPattern
{
    /// <summary>The rule, for people whose own pattern breaks it.</summary>
    public const string Rule = "A room pattern is 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', '-' and '*'.";

    private const char Any = '*';

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-*");

    private RoomPattern(string value) => Value = value;

    /// <summary>The pattern as text.</summary>
    public string Value { get; }

    /// <summary>Reads a pattern from outside; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RoomPattern? pattern)
    {
        var isPattern = text is { Length: > 0 and <= ProtocolLimits.MaxRoomIdLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        pattern = isPattern ? new RoomPattern(text!) : null;
        return isPattern;
    }

    /// <summary>
    /// Whether the pattern covers a room. Takes time in proportion to the product of both lengths at most, for any pattern.
    /// </summary>
    public bool Covers(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        // Rooms that services make for themselves belong to no caller.
        return !roomId.IsInternal && Covers(Value, roomId.Value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Goes back to the last <c>*</c> only: an earlier one need never take more than it has.</summary>
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
