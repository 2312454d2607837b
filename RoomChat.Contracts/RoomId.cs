using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RoomChat.Contracts;

/// <summary>
/// The name of a room: 1 to <see cref="ProtocolLimits.MaxRoomIdLength"/> characters of <c>A-Z a-z 0-9 . _ -</c>, case-sensitive. Not
/// <c>.</c> or <c>..</c>, which
/// no URL can name: they are steps in its path (https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4).
/// Valid by construction: whoever holds one need not check it again.
/// </summary>
public sealed record RoomId : IParsable<RoomId>
{
    /// <summary>What a room's name is, for people whose own is none.</summary>
    public const string Rule = "A room id is 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-', and not '.' or '..'.";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private const string PrivatePrefix = "private-";
    private const int PrivateDigits = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private RoomId(string value) => Value = value;

    /// <summary>The reserved room that every connection hears and that nobody joins or leaves.</summary>
    public static RoomId All { get; } = new("all");

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Whether this is the reserved room <see cref="All"/>.</summary>
    public bool IsAll => Value == All.Value;

    /// <summary>
    /// A room that no client can name, because <c>$</c> is not allowed in theirs: services use it to talk to themselves (readiness
    /// canaries).
    /// </summary>
    /// <param name="purpose">Letters, digits, <c>. _ -</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="purpose"/> is not a valid room name of at most 63 characters.</exception>
    public static RoomId Internal(string purpose) =>
        TryParse(purpose, out _) && purpose.Length < ProtocolLimits.MaxRoomIdLength
            ? new RoomId("$" + purpose)
            : throw new ArgumentException($"'{purpose}' is not the name of an internal room.", nameof(purpose));

    /// <summary>Whether services made this room for themselves (see <see cref="Internal"/>).</summary>
    public bool IsInternal => Value[0] == '$';

    /// <summary>
    /// A new name for a private room. It cannot be guessed, and tells by its form that the room may be private: no user can find out by
    /// names which private rooms there are, and no other room has such a name.
    /// </summary>
    public static RoomId NewPrivate() => new(PrivatePrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PrivateDigits / 2)));

    /// <summary>
    /// Whether the name is of the form that only private rooms get, and those that were private (see <see cref="NewPrivate"/>).
    /// </summary>
    public bool IsOfPrivateForm => Value.Length == PrivatePrefix.Length + PrivateDigits
        && Value.StartsWith(PrivatePrefix, StringComparison.Ordinal)
        && !Value.AsSpan(PrivatePrefix.Length).ContainsAnyExcept(HexDigits);

    /// <summary>Reads a room name from outside; false when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RoomId? roomId)
    {
        roomId = text is { Length: > 0 and <= ProtocolLimits.MaxRoomIdLength } and not ("." or "..") && !text.AsSpan().ContainsAnyExcept(Allowed) ? new RoomId(text) : null;
        return roomId is not null;
    }

    /// <summary>Reads a room name that a service wrote: as <see cref="TryParse(string?, out RoomId?)"/>, and internal rooms too.</summary>
    public static bool TryParseStored([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RoomId? roomId)
    {
        if (text is not ['$', .. var purpose]) return TryParse(text, out roomId);
        roomId = TryParse(purpose, out _) ? new RoomId(text) : null;
        return roomId is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out RoomId?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RoomId result) => TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out RoomId?)"/>
    /// <exception cref="FormatException">The text is not a room name.</exception>
    public static RoomId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, out var roomId) ? roomId : throw new FormatException(Rule);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
