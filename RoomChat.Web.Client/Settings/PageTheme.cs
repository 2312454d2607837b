namespace RoomChat.Web.Client.Settings;

/// <summary>The colours of the page.</summary>
public enum PageTheme
{
    /// <summary>As the system has it.</summary>
    System,

    /// <summary>Dark text on light ground.</summary>
    Light,

    /// <summary>Light text on dark ground.</summary>
    Dark,

    /// <summary>Black, white and strong lines.</summary>
    HighContrast,
}
