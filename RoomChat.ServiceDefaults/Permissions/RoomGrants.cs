using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>
/// The rights of a caller, by rooms. <see cref="Everything"/> means no restrictions. As text, for headers, tickets and claims:
/// <c>team-*=jph,news=j</c>; <see cref="NothingText"/> for no grant at all; null for everything.
/// </summary>
[JsonConverter(typeof(RoomGrantsConverter))]
public sealed class RoomGrants : IEquatable<RoomGrants>
{
    /// <summary>Most grants of one caller.</summary>
    public const int MaxCount = 32;

    /// <summary>Longest text of all grants of one caller. Each request carries it in a header.</summary>
    public const int MaxTextLength = 2048;

    private const string NothingText = "-";

    private readonly RoomGrant[] _grants;

    private RoomGrants(RoomGrant[] grants, string? text) => (_grants, Text) = (grants, text);

    /// <summary>No restrictions.</summary>
    public static RoomGrants Everything { get; } = new([], text: null);

    /// <summary>No room.</summary>
    public static RoomGrants Nothing { get; } = new([], NothingText);

    /// <summary>The text form; null for <see cref="Everything"/>.</summary>
    public string? Text { get; }

    /// <summary>Whether there are no restrictions.</summary>
    public bool IsEverything => Text is null;

    /// <summary>Makes exactly these grants; false when they exceed the limits for one caller.</summary>
    public static bool TryMake(IReadOnlyCollection<RoomGrant> grants, [NotNullWhen(true)] out RoomGrants? made)
    {
        ArgumentNullException.ThrowIfNull(grants);
        var text = string.Join(',', grants.Select(grant => $"{grant.Pattern}={RightNames.LettersOf(grant.Rights)}"));
        made = grants.Count > MaxCount || text.Length > MaxTextLength ? null
            : grants.Count == 0 ? Nothing
            : new RoomGrants([.. grants], text);
        return made is not null;
    }

    /// <summary>Reads the text form. Invalid text gives <see cref="Nothing"/>, so that a mistake opens no room.</summary>
    public static RoomGrants Read(string? text)
    {
        if (text is null) return Everything;
        if (text == NothingText || text.Length > MaxTextLength) return Nothing;
        var grants = new List<RoomGrant>();
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !RoomPattern.TryParse(part[..equals], out var pattern)
                || !RightNames.TryReadLetters(part.AsSpan(equals + 1), out var rights))
            {
                return Nothing;
            }
            grants.Add(new RoomGrant(pattern, rights));
        }
        return TryMake(grants, out var made) ? made : Nothing;
    }

    /// <summary>The caller's rights in a room: those of all grants whose pattern matches it.</summary>
    public RoomRights RightsIn(RoomId roomId)
    {
        if (IsEverything) return RoomRights.All;
        var rights = RoomRights.None;
        foreach (var grant in _grants)
        {
            if (grant.Pattern.Covers(roomId)) rights |= grant.Rights;
        }
        return rights;
    }

    /// <inheritdoc/>
    public bool Equals(RoomGrants? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RoomGrants);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text ?? "");

    /// <inheritdoc/>
    public override string ToString() => Text ?? "everything";
}
