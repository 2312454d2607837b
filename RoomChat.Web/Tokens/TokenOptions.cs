using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RoomChat.Web.Tokens;

/// <summary>The accepted bearer tokens (JSON Web Tokens), section <c>Authentication</c>. By default none.</summary>
internal sealed class TokenOptions
{
    public const string Section = "Authentication";

    /// <summary>Maximum difference between the issuers' clocks and the gateway's.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tokens of an OpenID Connect provider.</summary>
    public BearerOptions Bearer { get; set; } = new();

    /// <summary>Tokens that a customer's backend signs with a key of the settings.</summary>
    [ValidateObjectMembers]
    public ConnectionTokenOptions Tokens { get; set; } = new();

    /// <summary>Whether any tokens are accepted.</summary>
    public bool AreAccepted => Bearer.IsSet || Tokens.Keys.Count > 0;
}
