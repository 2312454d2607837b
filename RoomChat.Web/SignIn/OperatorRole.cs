using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace RoomChat.Web.SignIn;

/// <summary>
/// Stores in the session whether the provider confirms its user as an operator. Without a new confirmation, the role expires after
/// <see cref="GoodFor"/>. A session can last longer than the role may stay valid after its withdrawal.
/// </summary>
internal sealed partial class OperatorRole(IOptions<OidcOptions> options, TimeProvider time, ILogger<OperatorRole> logger)
{
    /// <summary>How long the role is valid after a sign-in or a renewal.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    private const string Until = "roomchat.operator_until";

    /// <summary>Stores the role from the claims of a validated ID token.</summary>
    public void Keep(AuthenticationProperties session, IEnumerable<Claim> claims)
    {
        var isOperator = options.Value.OperatorRole is { } role
            && claims.Any(claim => claim.Type == options.Value.RolesClaim && string.Equals(claim.Value, role, StringComparison.Ordinal));
        session.SetString(
            Until, isOperator ? (time.GetUtcNow() + GoodFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Whether the session's user is an operator now.</summary>
    public bool Has(AuthenticationProperties session) =>
        options.Value.OperatorRole is not null
        && long.TryParse(session.GetString(Until), NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && until > time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>
    /// Updates the role from the provider's answer to a renewal. Without a valid ID token of the same user, the role is removed.
    /// </summary>
    /// <param name="session">The session to update. A renewal can add the role, too.</param>
    /// <param name="userId">The session's user.</param>
    /// <param name="idToken">The ID token in the answer; null if there is none.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="ct">Cancels the wait for the provider's keys.</param>
    public async Task RenewAsync(
        AuthenticationProperties session, string? userId, string? idToken, OpenIdConnectOptions provider, CancellationToken ct)
    {
        if (options.Value.OperatorRole is null) return;
        var claims = string.IsNullOrEmpty(idToken) ? null : await ReadAsync(userId, idToken, provider, ct);
        if (claims is null && Has(session)) LogNotConfirmed();
        Keep(session, claims ?? []);
    }

    private static async Task<IEnumerable<Claim>?> ReadAsync(
        string? userId, string idToken, OpenIdConnectOptions provider, CancellationToken ct)
    {
        var configuration = await provider.ConfigurationManager!.GetConfigurationAsync(ct);
        var parameters = provider.TokenValidationParameters.Clone();
        parameters.ValidIssuer = configuration.Issuer;
        parameters.ValidAudience = provider.ClientId;
        parameters.IssuerSigningKeys = configuration.SigningKeys;
        var result = await provider.TokenHandler.ValidateTokenAsync(idToken, parameters);
        return result is { IsValid: true, ClaimsIdentity: { } identity } && identity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value == userId
            ? identity.Claims
            : null;
    }

    [LoggerMessage(
        LogLevel.Warning, "The identity provider's answer to a renewal does not confirm the operator's role: the session goes on without")]
    private partial void LogNotConfirmed();
}
