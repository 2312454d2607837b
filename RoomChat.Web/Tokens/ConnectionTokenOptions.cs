using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Tokens;

/// <summary>Connection tokens, which a customer's backend signs itself. Section <c>Authentication:Tokens</c>.</summary>
internal sealed class ConnectionTokenOptions
{
    /// <summary>The issuer of the tokens, <c>iss</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>The audience of the tokens, <c>aud</c>.</summary>
    public string? Audience { get; set; }

    /// <summary>The keys that sign tokens. Several, so that a key can be changed without an interruption.</summary>
    [MaxLength(16)]
    public IReadOnlyList<TokenKeyOptions> Keys { get; set; } = [];
}
