using System.Globalization;
using System.Xml.Linq;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// Wraps descriptions in Atom. The .NET client reads names from <c>title</c>, the JavaScript client from the path of <c>id</c>.
/// </summary>
internal static class Atom
{
    public const string EntryType = "application/atom+xml;type=entry;charset=utf-8";
    public const string FeedType = "application/atom+xml;type=feed;charset=utf-8";

    private static readonly XNamespace Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="address">The address of the entry.</param>
    /// <param name="title">The name.</param>
    /// <param name="published">The time of creation.</param>
    /// <param name="updated">The time of the last change.</param>
    /// <param name="content">The description.</param>
    public static XElement Entry(string address, string title, DateTimeOffset published, DateTimeOffset updated, XElement content) => new(
        Namespace + "entry",
        new XElement(Namespace + "id", address),
        new XElement(Namespace + "title", new XAttribute("type", "text"), title),
        new XElement(Namespace + "published", Date(published)),
        new XElement(Namespace + "updated", Date(updated)),
        Link("self", address),
        new XElement(Namespace + "content", new XAttribute("type", "application/xml"), content));

    /// <param name="address">The address of this page.</param>
    /// <param name="title">The title of the list.</param>
    /// <param name="updated">The time of the answer.</param>
    /// <param name="next">The address of the next page; null on the last page.</param>
    /// <param name="entries">The entries of the page.</param>
    public static XElement Feed(string address, string title, DateTimeOffset updated, string? next, IEnumerable<XElement> entries) => new(
        Namespace + "feed",
        new XElement(Namespace + "title", new XAttribute("type", "text"), title),
        new XElement(Namespace + "id", address),
        new XElement(Namespace + "updated", Date(updated)),
        Link("self", address),
        next is null ? null : Link("next", next),
        entries);

    /// <summary>The description in an entry; null when there is none.</summary>
    public static XElement? ContentOf(XElement entry) =>
        entry.Name == Namespace + "entry" ? entry.Element(Namespace + "content")?.Elements().FirstOrDefault() : null;

    private static XElement Link(string relation, string address) =>
        new(Namespace + "link", new XAttribute("rel", relation), new XAttribute("href", address));

    private static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
