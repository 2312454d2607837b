namespace RoomChat.Web.Tokens;

/// <summary>An OpenID Connect provider whose access tokens are accepted, section <c>Authentication:Bearer</c>.</summary>
internal sealed class BearerOptions
{
    /// <summary>Address of the provider, below which <c>.well-known/openid-configuration</c> is; HTTPS outside Development.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience of the tokens, <c>aud</c>.</summary>
    public string? Audience { get; set; }

    public bool IsSet => !string.IsNullOrWhiteSpace(Authority);
}
