using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.Connections;

/// <summary>Settings for connections with tokens, section <c>Realtime:Tokens</c>.</summary>
internal sealed class TokenExpiryOptions
{
    public const string Section = "Realtime:Tokens";

    /// <summary>How long before the expiry of a token its client is warned, 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Notice { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Address of the gateway, for example <c>http://web:8080</c>. It checks the token of a <c>refresh</c>. Without it clients ask the
    /// gateway themselves, and refresh with the ticket.
    /// </summary>
    public Uri? Gateway { get; set; }
}
