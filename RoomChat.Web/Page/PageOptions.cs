namespace RoomChat.Web.Page;

/// <summary>The chat page's files, section <c>Page</c>.</summary>
internal sealed class PageOptions
{
    public const string Section = "Page";

    /// <summary>
    /// The folder of a published RoomChat.Web with the page to serve: small, compressed, and cached by browsers for ever. If left out, the
    /// files that were built or published with this program are served.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>Whether a service worker keeps the page's files. If left out, only published files are kept.</summary>
    public bool? Worker { get; set; }
}
