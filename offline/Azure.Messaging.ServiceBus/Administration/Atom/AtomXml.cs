using System.Xml;
using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>The envelope of descriptions: an entry for one, a feed for many.</summary>
internal static class AtomXml
{
    public const string ContentType = "application/atom+xml";

    public static readonly XNamespace Namespace = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace ServiceBus = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    public static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static byte[] Write(XElement description) => System.Text.Encoding.UTF8.GetBytes(
        new XElement(Namespace + "entry", new XElement(Namespace + "content", new XAttribute("type", "application/xml"), description))
            .ToString(SaveOptions.DisableFormatting));

    /// <summary>The entry; null when the answer is something else, as an empty feed for what does not exist.</summary>
    /// <exception cref="ServiceBusException">The answer is not XML.</exception>
    public static AtomEntry? ReadEntry(Response response, string description)
    {
        var root = Load(response);
        return root.Name.LocalName == "entry" ? Entry(root, description) : null;
    }

    /// <summary>The entries of the kind that is wanted.</summary>
    /// <exception cref="ServiceBusException">The answer is not a feed.</exception>
    public static IReadOnlyList<AtomEntry> ReadFeed(Response response, string description)
    {
        var root = Load(response);
        if (root.Name.LocalName != "feed") throw new ServiceBusException(isTransient: false, "The service did not answer with a list.");
        return [.. root.Elements(Namespace + "entry").Select(entry => Entry(entry, description)).OfType<AtomEntry>()];
    }

    private static XElement Load(Response response)
    {
        try
        {
            using var reader = XmlReader.Create(response.Content.ToStream(), Settings);
            return XElement.Load(reader);
        }
        catch (XmlException exception)
        {
            throw new ServiceBusException(isTransient: false, $"The service's answer cannot be read: {exception.Message}", innerException: exception);
        }
    }

    private static AtomEntry? Entry(XElement entry, string description) =>
        entry.Element(Namespace + "content")?.Element(ServiceBus + description) is { } content
            ? new(entry.Element(Namespace + "title")?.Value ?? "", content)
            : null;
}
