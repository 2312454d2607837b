namespace RoomChat.Web.Page;

/// <summary>The chat page's files, section <c>Page</c>.</summary>
internal sealed class PageOptions
{
    public const string Section = "Page";

    /// <summary>
    /// The folder of a published RoomChat.Web whose page is served: small, compressed, and kept by browsers for ever. Left out: the files
    /// that were built with this program, or published with it.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>Whether a service worker keeps the page's files. Left out: where they are published ones.</summary>
    public bool? Worker { get; set; }
}
