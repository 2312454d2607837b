using System.Globalization;
using System.Numerics;

namespace RoomChat.Benchmarks.Commands;

/// <summary>Readers for a part of a list. They return nothing for an invalid part.</summary>
internal static class Parts
{
    /// <summary>A number above 0.</summary>
    public static IEnumerable<T> Number<T>(string part)
        where T : INumber<T> =>
        T.TryParse(part, CultureInfo.InvariantCulture, out var number) && number > T.Zero && T.IsFinite(number) ? [number] : [];

    /// <summary>One of the given names, in any case.</summary>
    public static Func<string, IEnumerable<string>> OneOf(IReadOnlyList<string> names) =>
        part => names.Where(name => name.Equals(part, StringComparison.OrdinalIgnoreCase));
}
