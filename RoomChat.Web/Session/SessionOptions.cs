using System.ComponentModel.DataAnnotations;
using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Web.Session;

/// <summary>The page's session, section <c>Session</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>How long a session lasts after it was last used, one hour to one year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Origins besides the page's own whose pages may call the gateway from a browser, by HTTP and by WebSocket, with a key or with the session's cookie. Only hosts
    /// of the same site get the cookie sent.
    /// </summary>
    [OriginList]
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];
}
