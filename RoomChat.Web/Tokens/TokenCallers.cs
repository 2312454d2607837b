using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.JsonWebTokens;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Tokens;

/// <summary>
/// Reads the caller of a valid token. A token that breaks a rule is refused: a mistake of its issuer must not give more rights than meant.
/// </summary>
internal sealed class TokenCallers(KeyRing keys)
{
    private static readonly string[] NameClaims = [JwtRegisteredClaimNames.Name, JwtRegisteredClaimNames.PreferredUsername];

    /// <summary>False when the token breaks a rule; <paramref name="problem"/> then names it, for the log.</summary>
    public bool TryRead(JsonWebToken token, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out string? problem)
    {
        caller = null;
        problem = ProblemOf(token, out var name, out var claims);
        if (problem is not null) return false;
        caller = new Caller(token.Subject, name!.Value)
        {
            Kind = CallerKind.Token,
            Grants = claims!.Grants,
            ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero).ToUnixTimeSeconds(),
        };
        return true;
    }

    private string? ProblemOf(JsonWebToken token, out UserName? name, out TokenClaims? claims)
    {
        (name, claims) = (null, null);
        // The claims of an encrypted token are in its inner token.
        if (token.InnerToken is not null) return "it is encrypted";
        if (!UserId.IsValid(token.Subject)) return "sub";
        if (!TokenClaims.TryRead(token.EncodedPayload, out claims)) return "rooms";
        var text = NameClaims.Select(claim => token.TryGetPayloadValue<string>(claim, out var value) ? value : null)
            .FirstOrDefault(value => value is not null);
        if (!UserName.TryParse(text ?? token.Subject, out name, out _)) return "name";
        return name.IsReserved || keys.DisplayNames.Any(name.LooksLike) ? "name is reserved" : null;
    }
}
