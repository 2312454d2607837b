using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Values in filters, with SQL's three-valued logic. Null is unknown. A comparison of incompatible types is also unknown.
/// </summary>
internal static class SqlValues
{
    public static bool? AreEqual(object? left, object? right) => (left, right) switch
    {
        (bool a, bool b) => a == b,
        (Guid a, Guid b) => a == b,
        (Uri a, Uri b) => a == b,
        _ => Compare(left, right) is { } order ? order == 0 : null,
    };

    /// <summary>
    /// Negative, zero or positive; null for incompatible types. Integers and decimals compare exactly, but as doubles with other numbers.
    /// </summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTime or DateTimeOffset, DateTime or DateTimeOffset) => ToTime(left!).CompareTo(ToTime(right!)),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (char a, char b) => a.CompareTo(b),
        _ when !IsNumber(left) || !IsNumber(right) => null,
        _ when IsFloating(left) || IsFloating(right) => Compare(ToDouble(left!), ToDouble(right!)),
        _ => ToDecimal(left!).CompareTo(ToDecimal(right!)),
    };

    /// <summary>
    /// The index key of a value. Equal values have equal keys. Values that equal nothing have none. Equal keys do not imply equal values.
    /// </summary>
    public static object? KeyOf(object? value) => value switch
    {
        string or bool or Guid or Uri or TimeSpan or char => value,
        DateTime or DateTimeOffset => ToTime(value),
        _ when IsNumber(value) => ToDouble(value!),
        _ => null,
    };

    public static bool? Not(object? value) => value is bool known ? !known : null;

    public static bool IsNumber(object? value) => IsInteger(value) || value is decimal || IsFloating(value);

    public static bool IsInteger(object? value) => value is int or long or sbyte or byte or short or ushort or uint or ulong;

    public static bool IsFloating(object? value) => value is double or float;

    public static decimal ToDecimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    // Equal decimals with different trailing zeros must give the same double. This division drops the zeros.
    public static double ToDouble(object value) =>
        value is decimal number
            ? (double)(number / 1.0000000000000000000000000000m)
            : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    // Times without a zone are UTC everywhere.
    private static DateTime ToTime(object value) => value is DateTimeOffset time ? time.UtcDateTime : (DateTime)value;

    // NaN compares with no number.
    private static int? Compare(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
}
