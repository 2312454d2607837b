namespace RoomChat.Web.Tokens;

/// <summary>A key of connection tokens, section <c>Authentication:Tokens:Keys:&lt;n&gt;</c>.</summary>
internal sealed class TokenKeyOptions
{
    /// <summary>Its id, <c>kid</c> in the header of a token.</summary>
    public string? Kid { get; set; }

    /// <summary><c>HS256</c>, <c>ES256</c> or <c>RS256</c>. A token of another algorithm is never checked with this key.</summary>
    public string? Algorithm { get; set; }

    /// <summary>For HS256: the shared secret, 32 bytes of UTF-8 or more.</summary>
    public string? Secret { get; set; }

    /// <summary>For ES256 and RS256: the public key in PEM.</summary>
    public string? PublicKey { get; set; }
}
