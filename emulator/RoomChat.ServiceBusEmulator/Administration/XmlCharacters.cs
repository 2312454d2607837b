using System.Xml;
using System.Xml.Linq;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// Replaces characters that XML cannot represent. Most control characters are among them; filters and error texts may contain them.
/// </summary>
internal static class XmlCharacters
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces the invalid characters in an element.</summary>
    public static void Clean(XElement xml)
    {
        foreach (var node in xml.DescendantNodesAndSelf())
        {
            if (node is XText text && !IsClean(text.Value)) text.Value = Clean(text.Value);
            if (node is not XElement element) continue;
            foreach (var attribute in element.Attributes().Where(attribute => !IsClean(attribute.Value)))
                attribute.Value = Clean(attribute.Value);
        }
    }

    private static bool IsClean(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (XmlConvert.IsXmlChar(text[index])) continue;
            if (!IsPair(text, index)) return false;
            index++;
        }

        return true;
    }

    private static string Clean(string text) => string.Create(text.Length, text, static (clean, text) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            clean[index] = XmlConvert.IsXmlChar(text[index]) || IsPair(text, index)
                || (index > 0 && IsPair(text, index - 1)) ? text[index] : Replacement;
        }
    });

    private static bool IsPair(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
