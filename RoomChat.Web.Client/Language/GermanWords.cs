namespace RoomChat.Web.Client.Language;

/// <summary>German.</summary>
internal sealed partial class GermanWords : Words
{
    public override string Code => "de";

    public override string OwnName => "Deutsch";

    protected override int UsualClock => 24;

    protected override string GroupSeparator => ".";

    protected override IReadOnlyList<string> Months { get; } =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    protected override IReadOnlyList<string> Days { get; } =
        ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];

    protected override string Today => "Heute";

    protected override string Yesterday => "Gestern";

    protected override string DayPattern => "dddd, d. MMMM";

    protected override string YearPattern => "dddd, d. MMMM yyyy";
}
