namespace RoomChat.Web.Client.Text;

/// <summary>How a part of a line is emphasised.</summary>
internal enum TextStyle
{
    /// <summary>Bold.</summary>
    Strong,

    /// <summary>Italic.</summary>
    Emphasis,

    /// <summary>Struck through.</summary>
    Strike,
}
