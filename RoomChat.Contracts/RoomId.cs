using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RoomChat.Contracts;

/// <summary>
/// The name of a room: 1 to <see cref="ProtocolLimits.MaxRoomIdLength"/> characters of <c>A-Z a-z 0-9 . _ -</c>, case-sensitive. Not
/// <c>.</c> or <c>..</c>: a URL cannot contain them, because they are steps in its path
/// (https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4). Valid by construction: no further check is needed.
/// </summary>
public sealed record RoomId : IParsable<RoomId>
{
    /// <summary>The rule for room names, as an error text for people.</summary>
    public const string Rule = "A room id is 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-', and not '.' or '..'.";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private const string PrivatePrefix = "private-";
    private const int PrivateDigits = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private RoomId(string value) => Value = value;

    /// <summary>The reserved room that every connection receives. It can be neither joined nor left.</summary>
    public static RoomId All { get; } = new("all");

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Whether this is the reserved room <see cref="All"/>.</summary>
    public bool IsAll => Value == All.Value;

    /// <summary>
    /// A room that services use for themselves (readiness canaries). Its name begins with <c>$</c>, which names from clients cannot have.
    /// </summary>
    /// <param name="purpose">Letters, digits, <c>. _ -</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="purpose"/> is not a valid room name of at most 63 characters.</exception>
    public static RoomId Internal(string purpose) =>
        TryParse(purpose, out _) && purpose.Length < ProtocolLimits.MaxRoomIdLength
            ? new RoomId("$" + purpose)
            : throw new ArgumentException($"'{purpose}' is not the name of an internal room.", nameof(purpose));

    /// <summary>Whether this is a room of the services (see <see cref="Internal"/>).</summary>
    public bool IsInternal => Value[0] == '$';

    /// <summary>
    /// A new name for a private room. It cannot be guessed, and other rooms cannot have a name of this form. So users cannot find out from
    /// names which private rooms exist.
    /// </summary>
    public static RoomId NewPrivate() => new(PrivatePrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PrivateDigits / 2)));

    /// <summary>
    /// Whether the name has the form of private rooms (see <see cref="NewPrivate"/>). Rooms that are private, or were, have it.
    /// </summary>
    public bool IsOfPrivateForm => Value.Length == PrivatePrefix.Length + PrivateDigits
        && Value.StartsWith(PrivatePrefix, StringComparison.Ordinal)
        && !Value.AsSpan(PrivatePrefix.Length).ContainsAnyExcept(HexDigits);

    /// <summary>Reads a room name from outside; false when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RoomId? roomId)
    {
        roomId = text is { Length: > 0 and <= ProtocolLimits.MaxRoomIdLength } and not ("." or "..")
            && !text.AsSpan().ContainsAnyExcept(Allowed)
                ? new RoomId(text)
                : null;
        return roomId is not null;
    }

    /// <summary>
    /// Reads a room name that a service wrote, like <see cref="TryParse(string?, out RoomId?)"/>; accepts internal rooms too.
    /// </summary>
    public static bool TryParseStored([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RoomId? roomId)
    {
        if (text is not ['$', .. var purpose]) return TryParse(text, out roomId);
        roomId = TryParse(purpose, out _) ? new RoomId(text) : null;
        return roomId is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out RoomId?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RoomId result) =>
        TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out RoomId?)"/>
    /// <exception cref="FormatException">The text is not a room name.</exception>
    public static RoomId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, out var roomId) ? roomId : throw new FormatException(Rule);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
