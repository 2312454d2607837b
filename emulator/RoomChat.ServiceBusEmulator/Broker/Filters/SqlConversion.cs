using System.Globalization;
using System.Xml;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Converts values to other types. Text does not depend on the culture.</summary>
internal static class SqlConversion
{
    /// <summary>The maximum number of characters in a text made by a rule. Without it, a rule could grow a message without bound.</summary>
    public const int LongestText = 65_536;

    /// <exception cref="SqlEvaluationException">The value has no text form, or its text is too long.</exception>
    public static string? ToText(object? value)
    {
        var text = value switch
        {
            null => null,
            string already => already,
            bool or char => value.ToString(),
            Uri address => address.OriginalString,
            DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
            _ => throw new SqlEvaluationException($"A value of type {value.GetType().Name} has no text form"),
        };
        return text is not { Length: > LongestText }
            ? text
            : throw new SqlEvaluationException($"A text of {text.Length} characters is too long");
    }

    /// <exception cref="SqlEvaluationException">The value is not a duration.</exception>
    public static TimeSpan? ToDuration(object? value)
    {
        if (value is null) return null;
        if (value is not TimeSpan duration && !TimeSpan.TryParse(value as string, CultureInfo.InvariantCulture, out duration))
            duration = FromIso(value);
        return duration > TimeSpan.Zero ? duration : throw NotA("duration", value);
    }

    /// <exception cref="SqlEvaluationException">The value is not a time.</exception>
    public static DateTimeOffset? ToTime(object? value)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return value switch
        {
            null => null,
            DateTimeOffset time => time,
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            _ => DateTimeOffset.TryParse(value as string, CultureInfo.InvariantCulture, Utc, out var read)
                ? read
                : throw NotA("time", value),
        };
    }

    /// <summary>Returns the new value of an application property. Keeps the old type if the conversion loses nothing.</summary>
    public static object? ToPropertyValue(object? value, object? old) => (value, old) switch
    {
        (not null, string) => ToText(value),
        (not null, not null) when SqlValues.IsNumber(value) && SqlValues.IsNumber(old) => ToNumber(value, old.GetType()),
        _ => value,
    };

    private static object ToNumber(object value, Type type)
    {
        try
        {
            var converted = Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
            return SqlValues.AreEqual(value, converted) is true ? converted : value;
        }
        catch (OverflowException)
        {
            return value;
        }
    }

    private static TimeSpan FromIso(object value)
    {
        try
        {
            return XmlConvert.ToTimeSpan(value as string ?? throw NotA("duration", value));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw NotA("duration", value);
        }
    }

    private static SqlEvaluationException NotA(string kind, object value) => new($"'{value}' is not a {kind}");
}
