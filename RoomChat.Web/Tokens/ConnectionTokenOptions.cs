using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Tokens;

/// <summary>Connection tokens: a customer's backend signs them itself. Section <c>Authentication:Tokens</c>.</summary>
internal sealed class ConnectionTokenOptions
{
    /// <summary>The issuer that the tokens name, <c>iss</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>The audience that the tokens name, <c>aud</c>.</summary>
    public string? Audience { get; set; }

    /// <summary>The keys of which one has signed each token. Several, so that a key can be changed without a break.</summary>
    [MaxLength(16)]
    public IReadOnlyList<TokenKeyOptions> Keys { get; set; } = [];
}
