using System.ComponentModel.DataAnnotations;
using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Web.Session;

/// <summary>The page's session, section <c>Session</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>Whether the page is served and begins sessions. Without it only programs with a subscription key can call.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether users can be guests, by choosing a name without signing in. If left out, only in Development.</summary>
    public bool? Guests { get; set; }

    /// <summary>Whether the cookie is for TLS only, and named <c>__Host-roomchat.session</c>. If left out, except in Development.</summary>
    public bool? Secure { get; set; }

    /// <summary>How long browsers use only TLS after a visit over TLS (HSTS), except in Development; 0 sends no such header.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "731.00:00:00")]
    public TimeSpan HttpsOnlyFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a session lasts after its last use, one hour to one year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Origins of other pages that may call the gateway from a browser, by HTTP and by WebSocket, with a key or with the session's cookie.
    /// Browsers send the cookie only for hosts of the same site.
    /// </summary>
    [OriginList]
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];
}
