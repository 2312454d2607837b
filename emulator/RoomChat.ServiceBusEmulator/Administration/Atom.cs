using System.Globalization;
using System.Xml.Linq;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// Atom around descriptions. The .NET client takes names from <c>title</c>, the JavaScript client from the path of <c>id</c>.
/// </summary>
internal static class Atom
{
    public const string EntryType = "application/atom+xml;type=entry;charset=utf-8";
    public const string FeedType = "application/atom+xml;type=feed;charset=utf-8";

    private static readonly XNamespace Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="address">Where the entry can be got.</param>
    /// <param name="title">The name.</param>
    /// <param name="published">When it was made.</param>
    /// <param name="updated">When it last changed.</param>
    /// <param name="content">The description.</param>
    public static XElement Entry(string address, string title, DateTimeOffset published, DateTimeOffset updated, XElement content) => new(
        Namespace + "entry",
        new XElement(Namespace + "id", address),
        new XElement(Namespace + "title", new XAttribute("type", "text"), title),
        new XElement(Namespace + "published", Date(published)),
        new XElement(Namespace + "updated", Date(updated)),
        Link("self", address),
        new XElement(Namespace + "content", new XAttribute("type", "application/xml"), content));

    /// <param name="address">Where this page can be got.</param>
    /// <param name="title">What it lists.</param>
    /// <param name="updated">When it was made.</param>
    /// <param name="next">Where the next page can be got; null when this is the last.</param>
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
