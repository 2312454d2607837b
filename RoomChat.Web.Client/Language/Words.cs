using System.Globalization;

namespace RoomChat.Web.Client.Language;

/// <summary>
/// What the page says in one language, and how that writes numbers, hours and days. A language that lacks a text does not compile.
/// </summary>
public abstract partial class Words
{
    private CultureInfo? _culture;

    /// <summary>The code of the language: <c>en</c>.</summary>
    public abstract string Code { get; }

    /// <summary>What the language calls itself.</summary>
    public abstract string OwnName { get; }

    /// <summary>Whether it is written from right to left.</summary>
    public virtual bool IsRightToLeft => false;

    /// <summary>Hours of the clock where the user has no wish.</summary>
    protected abstract int UsualClock { get; }

    /// <summary>Between groups of three digits.</summary>
    protected abstract string GroupSeparator { get; }

    /// <summary>The names of the months.</summary>
    protected abstract IReadOnlyList<string> Months { get; }

    /// <summary>The names of the days, from Sunday.</summary>
    protected abstract IReadOnlyList<string> Days { get; }

    protected abstract string Today { get; }

    protected abstract string Yesterday { get; }

    /// <summary>How a day of this year is written.</summary>
    protected abstract string DayPattern { get; }

    /// <summary>How a day of another year is written.</summary>
    protected abstract string YearPattern { get; }

    /// <summary>A number, with its digits in groups.</summary>
    public string Number(int number) => number.ToString("N0", Culture);

    /// <summary>An hour of the day.</summary>
    /// <param name="moment">When.</param>
    /// <param name="clock">12 or 24; null as is usual.</param>
    public string Hour(DateTimeOffset moment, int? clock) => moment.ToString((clock ?? UsualClock) == 12 ? "h:mm tt" : "HH:mm", Culture);

    /// <summary>An hour of today, or an hour of another day.</summary>
    public string HourOrDay(DateTimeOffset moment, DateTimeOffset now, int? clock) =>
        moment.Date == now.Date ? Hour(moment, clock) : $"{moment.ToString("d MMM", Culture)} {Hour(moment, clock)}";

    /// <summary>A moment to the second.</summary>
    public string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", Culture);

    /// <summary>A day, seen from another.</summary>
    public string Day(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => Today,
        1 => Yesterday,
        _ => day.ToString(day.Year == today.Year ? DayPattern : YearPattern, Culture),
    };

    /// <summary>The page has no data of cultures, which would be a third of its download: it needs these few.</summary>
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
