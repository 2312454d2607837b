using System.Globalization;

namespace RoomChat.Web.Client.Language;

/// <summary>
/// The texts of the page in one language, and its format of numbers, times and days. A language without one of the texts does not compile.
/// </summary>
public abstract partial class Words
{
    private CultureInfo? _culture;

    /// <summary>The code of the language: <c>en</c>.</summary>
    public abstract string Code { get; }

    /// <summary>The language's name in the language itself.</summary>
    public abstract string OwnName { get; }

    /// <summary>Whether the language is written from right to left.</summary>
    public virtual bool IsRightToLeft => false;

    /// <summary>12- or 24-hour clock, unless the user has chosen one.</summary>
    protected abstract int UsualClock { get; }

    /// <summary>Separator between groups of three digits.</summary>
    protected abstract string GroupSeparator { get; }

    /// <summary>The names of the months.</summary>
    protected abstract IReadOnlyList<string> Months { get; }

    /// <summary>The names of the days, from Sunday.</summary>
    protected abstract IReadOnlyList<string> Days { get; }

    protected abstract string Today { get; }

    protected abstract string Yesterday { get; }

    /// <summary>Format of a day of this year.</summary>
    protected abstract string DayPattern { get; }

    /// <summary>Format of a day of another year.</summary>
    protected abstract string YearPattern { get; }

    /// <summary>A number with grouped digits.</summary>
    public string Number(int number) => number.ToString("N0", Culture);

    /// <summary>A time of day.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="clock">12 or 24; null for the default of the language.</param>
    public string Hour(DateTimeOffset moment, int? clock) => moment.ToString((clock ?? UsualClock) == 12 ? "h:mm tt" : "HH:mm", Culture);

    /// <summary>A time of today, or a time with its day.</summary>
    public string HourOrDay(DateTimeOffset moment, DateTimeOffset now, int? clock) =>
        moment.Date == now.Date ? Hour(moment, clock) : $"{moment.ToString("d MMM", Culture)} {Hour(moment, clock)}";

    /// <summary>A date and time with seconds.</summary>
    public string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", Culture);

    /// <summary>The name of a day, relative to today.</summary>
    public string Day(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => Today,
        1 => Yesterday,
        _ => day.ToString(day.Year == today.Year ? DayPattern : YearPattern, Culture),
    };

    /// <summary>The page has no culture data, which would be a third of its download. It needs only these few formats.</summary>
    private CultureInfo Culture => _culture ??= NewCulture();

    private CultureInfo NewCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var (dates, numbers) = (culture.DateTimeFormat, culture.NumberFormat);
        dates.MonthNames = dates.MonthGenitiveNames = [.. Months, ""];
        dates.AbbreviatedMonthNames = dates.AbbreviatedMonthGenitiveNames = [.. Months.Select(month => month[..3]), ""];
        dates.DayNames = [.. Days];
        numbers.NumberGroupSeparator = GroupSeparator;
        numbers.NumberDecimalSeparator = GroupSeparator == "." ? "," : ".";
        return CultureInfo.ReadOnly(culture);
    }
}
