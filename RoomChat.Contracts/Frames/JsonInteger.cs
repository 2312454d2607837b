using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace RoomChat.Contracts.Frames;

/// <summary>
/// Whole numbers in JSON. JSON has numbers but no integers (https://www.rfc-editor.org/rfc/rfc8259#section-6): <c>41</c>, <c>41.0</c>
/// and <c>4.1e1</c> are the same number. Programming languages differ in which form they write.
/// </summary>
internal static class JsonInteger
{
    // A longer number has more leading or trailing zeros than any real program writes.
    private const int MostCharacters = 64;

    /// <exception cref="JsonException">It is not a number, not whole, or larger than 64 bits.</exception>
    public static long Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw new JsonException("This is no number.");
        if (reader.TryGetInt64(out var number)) return number;
        Span<byte> text = stackalloc byte[MostCharacters];
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > MostCharacters) throw new JsonException("This number has too many digits.");
        if (reader.HasValueSequence) reader.ValueSequence.CopyTo(text);
        else reader.ValueSpan.CopyTo(text);
        return TryRead(text[..(int)length], out number) ? number : throw new JsonException("This is no whole number of 64 bits.");
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out long number)
    {
        var exponentAt = text.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        if (!TryReadExponent(exponentAt < 0 ? default : text[(exponentAt + 1)..], out var scale)) scale = int.MaxValue;
        Span<byte> digits = stackalloc byte[2 * MostCharacters];
        var used = 0;
        var pointAt = mantissa.IndexOf((byte)'.');
        foreach (var character in mantissa)
        {
            if (character != '.') digits[used++] = character;
        }
        if (pointAt >= 0) scale -= mantissa.Length - pointAt - 1;
        return TryScale(digits, used, scale, out number);
    }

    /// <summary>Multiplies the digits, with their sign, by ten to the power of <paramref name="scale"/>.</summary>
    private static bool TryScale(Span<byte> digits, int used, int scale, out long number)
    {
        number = 0;
        if (digits[..used].TrimStart("-0"u8).IsEmpty) return true;
        for (; scale < 0 && digits[used - 1] == '0'; scale++) used--;
        if (scale is < 0 or > 18) return false;
        for (; scale > 0; scale--) digits[used++] = (byte)'0';
        return Utf8Parser.TryParse(digits[..used], out number, out var read) && read == used;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text is [(byte)'+', .. var rest]) text = rest;
        // A longer exponent is too small or too large for a whole number, unless the number is zero.
        return text.IsEmpty || (text.Length <= 5 && Utf8Parser.TryParse(text, out exponent, out var read) && read == text.Length);
    }
}
