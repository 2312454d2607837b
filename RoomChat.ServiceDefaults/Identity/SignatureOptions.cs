namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// The secret that the gateway shares with the services behind it, section <c>GatewaySignature</c>. See <c>docs/security.md</c>.
/// </summary>
internal sealed class SignatureOptions
{
    public const string Section = "GatewaySignature";

    /// <summary>
    /// Signs requests, and is accepted in checks. 32 characters or more. Only Development works without it, and then checks nothing.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Accepted as well, so that the secret can be changed without an interruption.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Whether requests are signed and checked.</summary>
    public bool IsSet => !string.IsNullOrEmpty(Secret);
}
