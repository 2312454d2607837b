namespace RoomChat.Web.Client.Language;

/// <summary>English.</summary>
internal sealed partial class EnglishWords : Words
{
    public override string Code => "en";

    public override string OwnName => "English";

    protected override int UsualClock => 24;

    protected override string GroupSeparator => ",";

    protected override IReadOnlyList<string> Months { get; } =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    protected override IReadOnlyList<string> Days { get; } = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    protected override string Today => "Today";

    protected override string Yesterday => "Yesterday";

    protected override string DayPattern => "dddd, d MMMM";

    protected override string YearPattern => "dddd, d MMMM yyyy";
}
