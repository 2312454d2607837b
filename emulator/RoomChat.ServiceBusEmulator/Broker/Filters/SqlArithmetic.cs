using System.Globalization;
using System.Numerics;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Calculates like C#. Integers use 64 bits. Operations with decimals or unsigned 64-bit integers use decimals, others use doubles.
/// <c>+</c> joins text. Unsupported operands give unknown.
/// </summary>
internal static class SqlArithmetic
{
    /// <exception cref="SqlEvaluationException">A division by zero, an overflow, or a text that would become too long.</exception>
    public static object? Calculate(char symbol, object? left, object? right)
    {
        try
        {
            return CalculateKnown(symbol, left, right);
        }
        catch (ArithmeticException exception)
        {
            throw new SqlEvaluationException(exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>The value with the other sign.</summary>
    /// <exception cref="SqlEvaluationException">The negated value does not exist.</exception>
    public static object? Negate(object? value) => Calculate('-', value is TimeSpan ? TimeSpan.Zero : 0L, value);

    private static object? CalculateKnown(char symbol, object? left, object? right) => (symbol, left, right) switch
    {
        (_, null, _) or (_, _, null) => null,
        ('+', string, _) or ('+', _, string) => SqlConversion.ToText(SqlConversion.ToText(left) + SqlConversion.ToText(right)),
        ('+', TimeSpan a, TimeSpan b) => a + b,
        ('-', TimeSpan a, TimeSpan b) => a - b,
        ('+', DateTime a, TimeSpan b) => Shift(a, b.Ticks),
        ('-', DateTime a, TimeSpan b) => Shift(a, -b.Ticks),
        ('-', DateTime a, DateTime b) => a - b,
        ('+', DateTimeOffset a, TimeSpan b) => Shift(a, b.Ticks),
        ('-', DateTimeOffset a, TimeSpan b) => Shift(a, -b.Ticks),
        ('-', DateTimeOffset a, DateTimeOffset b) => a - b,
        _ when !SqlValues.IsNumber(left) || !SqlValues.IsNumber(right) => null,
        _ when SqlValues.IsFloating(left) || SqlValues.IsFloating(right) =>
            Calculate(symbol, SqlValues.ToDouble(left), SqlValues.ToDouble(right)),
        _ when IsWide(left) || IsWide(right) => Calculate(symbol, SqlValues.ToDecimal(left), SqlValues.ToDecimal(right)),
        _ => Calculate(symbol, ToInt64(left), ToInt64(right)),
    };

    private static T Calculate<T>(char symbol, T left, T right)
        where T : INumber<T> => symbol switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => left / right,
            '%' => left % right,
            _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "There is no such operator."),
        };

    private static DateTimeOffset Shift(DateTimeOffset time, long ticks) => new(Shift(time.UtcDateTime, ticks));

    private static DateTime Shift(DateTime time, long ticks)
    {
        var sum = time.Ticks + (Int128)ticks;
        return sum >= 0 && sum <= DateTime.MaxValue.Ticks
            ? new DateTime((long)sum, time.Kind)
            : throw new OverflowException("There is no such time.");
    }

    private static bool IsWide(object value) => value is decimal or ulong;

    private static long ToInt64(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
