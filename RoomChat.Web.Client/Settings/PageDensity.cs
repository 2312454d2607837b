namespace RoomChat.Web.Client.Settings;

/// <summary>Space between lines.</summary>
public enum PageDensity
{
    /// <summary>More space.</summary>
    Comfortable,

    /// <summary>Less space, so that more lines fit on the screen.</summary>
    Compact,
}
