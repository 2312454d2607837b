using System.Xml;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Reads the body of a request. The body is untrusted: document types are refused, size and depth are limited.</summary>
internal static class AtomRequest
{
    /// <summary>In bytes. The largest description has a metadata text of 1024 characters and a few addresses.</summary>
    private const int MaxLength = 1024 * 1024;

    /// <summary>
    /// The deepest element of a description is a value in a rule's filter, at level 8. Recursion over a very deep one could end the
    /// process.
    /// </summary>
    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings Hardened = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxLength,
        CloseInput = false,
    };

    /// <summary>The description in the request's entry.</summary>
    /// <exception cref="EntityException">The body is not an Atom entry, or is too large.</exception>
    /// <exception cref="CharsetException">The body declares an encoding that cannot be read.</exception>
    public static async Task<XElement> ReadAsync(Stream body, CancellationToken ct)
    {
        using var buffer = await BufferAsync(body, ct);
        BodyCharset.Check(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        try
        {
            CheckDepth(buffer);
            buffer.Position = 0;
            using var reader = XmlReader.Create(buffer, Hardened);
            return Atom.ContentOf(XElement.Load(reader)) ?? throw EntityException.Invalid("The body has no Atom entry with a description.");
        }
        catch (XmlException exception)
        {
            throw EntityException.Invalid($"The body is not well-formed XML: {exception.Message}");
        }
    }

    private static async Task<MemoryStream> BufferAsync(Stream body, CancellationToken ct)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(chunk, ct)) > 0)
        {
            if (buffer.Length + read > MaxLength) throw EntityException.Invalid($"The body is longer than {MaxLength} bytes.");
            await buffer.WriteAsync(chunk.AsMemory(0, read), ct);
        }

        buffer.Position = 0;
        return buffer;
    }

    private static void CheckDepth(MemoryStream buffer)
    {
        using var reader = XmlReader.Create(buffer, Hardened);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) throw EntityException.Invalid($"The body is nested more than {MaxDepth} levels deep.");
        }
    }
}
