using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Session;

/// <summary>The page's session, section <c>Session</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>How long a session lasts after it was last used, one hour to one year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);
}
