using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>An answer with an XML body.</summary>
internal sealed class AtomResult(int status, XElement xml, string? contentType = null) : IResult
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>An error in the format of Service Bus.</summary>
    public static AtomResult Error(int status, string detail) => new(
        status, new XElement("Error", new XElement("Code", status), new XElement("Detail", detail)), "application/xml; charset=utf-8");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        XmlCharacters.Clean(xml);
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings)) xml.Save(writer);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType ?? (xml.Name.LocalName == "feed" ? Atom.FeedType : Atom.EntryType);
        httpContext.Response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }
}
