namespace RoomChat.Web.Client.Settings;

/// <summary>How much space is between lines.</summary>
public enum PageDensity
{
    /// <summary>Room to breathe.</summary>
    Comfortable,

    /// <summary>More on a screen.</summary>
    Compact,
}
