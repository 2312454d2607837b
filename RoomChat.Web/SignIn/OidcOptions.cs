namespace RoomChat.Web.SignIn;

/// <summary>The OpenID Connect provider by which users of the page sign in, section <c>Authentication:Oidc</c>. By default none.</summary>
internal sealed class OidcOptions
{
    public const string Section = "Authentication:Oidc";

    /// <summary>Address of the provider, below which <c>.well-known/openid-configuration</c> is; HTTPS outside Development.</summary>
    public string? Authority { get; set; }

    /// <summary>The gateway's id at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>The gateway's secret at the provider.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Scopes besides <c>openid</c> and <c>profile</c>. With <c>offline_access</c> sessions are renewed at the provider.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>The claim of the ID token that has the user's roles: one text, or a list.</summary>
    public string RolesClaim { get; set; } = "roles";

    /// <summary>The role that makes a user an operator. By default none: nobody is an operator whom the settings did not mean.</summary>
    public string? OperatorRole { get; set; }

    /// <summary>Whether there is a provider.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(Authority);
}
