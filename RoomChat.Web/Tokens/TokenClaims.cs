using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Web.Tokens;

/// <summary>
/// The claim <c>rooms</c> of a token: <c>[{"pattern":"team-*","may":["join","publish"]}]</c>. Without it everything is granted; an empty
/// list grants nothing. It is read from the token's JSON, because a principal's claims do not distinguish these two.
/// </summary>
internal sealed record TokenClaims(RoomGrants Grants)
{
    private const string Subject = "sub";
    private const string Rooms = "rooms";
    private const string Pattern = "pattern";
    private const string May = "may";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>False when the claim is not valid.</summary>
    /// <param name="payload">The token's payload in Base64 for URLs.</param>
    /// <param name="claims">The claims that were read.</param>
    public static bool TryRead(string payload, [NotNullWhen(true)] out TokenClaims? claims)
    {
        claims = null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(payload)), Strict);
            if (!json.RootElement.TryGetProperty(Subject, out var subject) || subject.ValueKind != JsonValueKind.String) return false;
            var grants = json.RootElement.TryGetProperty(Rooms, out var rooms) ? ReadGrants(rooms) : RoomGrants.Everything;
            claims = grants is null ? null : new TokenClaims(grants);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return false;   // the issuer's fault; the token is refused
        }
        return claims is not null;
    }

    private static RoomGrants? ReadGrants(JsonElement rooms)
    {
        if (rooms.ValueKind != JsonValueKind.Array || rooms.GetArrayLength() > RoomGrants.MaxCount) return null;
        var grants = rooms.EnumerateArray().Select(ReadGrant).ToList();
        return !grants.Contains(null) && RoomGrants.TryMake([.. grants.OfType<RoomGrant>()], out var made) ? made : null;
    }

    /// <summary>An unknown field may be a restriction, so it makes the whole claim invalid.</summary>
    private static RoomGrant? ReadGrant(JsonElement grant)
    {
        if (grant.ValueKind != JsonValueKind.Object || grant.EnumerateObject().Any(field => field.Name is not (Pattern or May)))
            return null;
        if (!grant.TryGetProperty(Pattern, out var pattern) || !RoomPattern.TryParse(pattern.GetString(), out var rooms)) return null;
        if (!grant.TryGetProperty(May, out var may) || may.ValueKind != JsonValueKind.Array) return null;
        var rights = RoomRights.None;
        foreach (var name in may.EnumerateArray())
        {
            if (!RightNames.TryParse(name.GetString(), out var right)) return null;
            rights |= right;
        }
        return new RoomGrant(rooms, rights);
    }
}
