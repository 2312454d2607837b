using System.Globalization;
using System.Runtime.InteropServices;

namespace RoomChat.Web.Client.Text;

/// <summary>The marker of a list item: a bullet, or a number with a dot or a bracket.</summary>
/// <param name="Indent">Number of spaces before it.</param>
/// <param name="Width">Characters before the item's text.</param>
/// <param name="Number">The number; null for a bullet.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListMarker(int Indent, int Width, int? Number)
{
    private const int MostDigits = 9;

    /// <summary>The marker of a line; null for a line without a marker.</summary>
    public static ListMarker? Of(string line)
    {
        var text = line.AsSpan().TrimStart(' ');
        var indent = line.Length - text.Length;
        var digits = 0;
        while (digits < text.Length && digits <= MostDigits && char.IsAsciiDigit(text[digits])) digits++;
        if (digits > MostDigits || digits + 1 >= text.Length || text[digits + 1] != ' ') return null;
        var isMarker = digits == 0 ? text[0] is '-' or '*' or '+' : text[digits] is '.' or ')';
        if (!isMarker || text[(digits + 2)..].IsWhiteSpace()) return null;
        return new ListMarker(indent, indent + digits + 2, digits == 0 ? null : int.Parse(text[..digits], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether it begins the next item of the same list, and not a new or nested list.</summary>
    public bool Continues(ListMarker first) => Number is null == first.Number is null && Indent < first.Width && Indent <= first.Indent + 1;
}
