using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RoomChat.Web.Tokens;

/// <summary>Which bearer tokens (JSON Web Tokens) are accepted, section <c>Authentication</c>. By default none.</summary>
internal sealed class TokenOptions
{
    public const string Section = "Authentication";

    /// <summary>Most by which the clocks of the issuers may differ from ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tokens of an OpenID Connect provider.</summary>
    public BearerOptions Bearer { get; set; } = new();

    /// <summary>Tokens that a customer's backend signs with a key of the settings.</summary>
    [ValidateObjectMembers]
    public ConnectionTokenOptions Tokens { get; set; } = new();

    /// <summary>Whether any are accepted.</summary>
    public bool AreAccepted => Bearer.IsSet || Tokens.Keys.Count > 0;
}
