namespace RoomChat.Web.Client.Settings;

/// <summary>The colours of the page.</summary>
public enum PageTheme
{
    /// <summary>The theme of the system.</summary>
    System,

    /// <summary>Dark text on a light background.</summary>
    Light,

    /// <summary>Light text on a dark background.</summary>
    Dark,

    /// <summary>Black, white and strong lines.</summary>
    HighContrast,
}
