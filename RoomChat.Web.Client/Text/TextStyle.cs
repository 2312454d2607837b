namespace RoomChat.Web.Client.Text;

/// <summary>Kind of emphasis.</summary>
internal enum TextStyle
{
    /// <summary>Bold.</summary>
    Strong,

    /// <summary>Italic.</summary>
    Emphasis,

    /// <summary>Struck through.</summary>
    Strike,
}
