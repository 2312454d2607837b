using System.ComponentModel.DataAnnotations;
using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Web.Session;

/// <summary>The page's session, section <c>Session</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>Whether the page is served and begins sessions. Without it only programs with a subscription key get in.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether users can come without signing in, as guests who choose a name. Left out: in Development.</summary>
    public bool? Guests { get; set; }

    /// <summary>Whether the cookie is for TLS only, and named <c>__Host-roomchat.session</c>. Left out: outside Development.</summary>
    public bool? Secure { get; set; }

    /// <summary>For how long browsers that came over TLS come only so (HSTS), outside Development; 0 for not saying it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "731.00:00:00")]
    public TimeSpan HttpsOnlyFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a session lasts after it was last used, one hour to one year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Origins besides the page's own whose pages may call the gateway from a browser, by HTTP and by WebSocket, with a key or with the
    /// session's cookie. Only hosts
    /// of the same site get the cookie sent.
    /// </summary>
    [OriginList]
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];
}
