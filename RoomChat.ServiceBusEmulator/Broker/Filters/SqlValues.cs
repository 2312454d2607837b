using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Values in filters, with SQL's three-valued logic: null is unknown, and so is a comparison of types that do not compare.</summary>
internal static class SqlValues
{
    public static bool? AreEqual(object? left, object? right) => (left, right) switch
    {
        (bool a, bool b) => a == b,
        (Guid a, Guid b) => a == b,
        _ => Compare(left, right) is { } order ? order == 0 : null,
    };

    /// <summary>Negative, zero or positive; null when the two do not compare.</summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        _ when IsInteger(left) && IsInteger(right) => ToDecimal(left!).CompareTo(ToDecimal(right!)),
        (decimal or double or float, _) or (_, decimal or double or float) when IsNumber(left) && IsNumber(right) => ToDouble(left!).CompareTo(ToDouble(right!)),
        _ => null,
    };

    public static bool? And(object? left, object? right) => (left as bool?, right as bool?) switch
    {
        (false, _) or (_, false) => false,
        (true, true) => true,
        _ => null,
    };

    public static bool? Or(object? left, object? right) => (left as bool?, right as bool?) switch
    {
        (true, _) or (_, true) => true,
        (false, false) => false,
        _ => null,
    };

    public static bool? Not(object? value) => value is bool known ? !known : null;

    private static bool IsInteger(object? value) => value is sbyte or byte or short or ushort or int or uint or long or ulong;

    private static bool IsNumber(object? value) => IsInteger(value) || value is float or double or decimal;

    private static decimal ToDecimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static double ToDouble(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
