using System.Globalization;
using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>Decisions are one file each in <c>docs/decisions</c>, all of the same form, and the index lists each.</summary>
public sealed partial class DecisionRecordsTests
{
    private const int LongestRecord = 40;
    private const string Index = "README.md";
    private static readonly (string, string)[] Relations = [("amends", "amended by"), ("supersedes", "superseded by")];
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "docs", "decisions");

    public static TheoryData<string> Records =>
    [
        .. Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileName(path)!)
            .Where(name => name != Index).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_has_status_date_context_decision_and_consequences(string file)
    {
        var record = Form().Match(Read(file));
        Assert.True(record.Success, $"{file} does not have the form of a decision record.");
        Assert.StartsWith($"{int.Parse(record.Groups["number"].Value, CultureInfo.InvariantCulture):D4}-", file, StringComparison.Ordinal);
        Assert.True(DateOnly.TryParseExact(record.Groups["date"].Value, "yyyy-MM-dd", out _), $"{file} has no date.");
        Assert.InRange(Read(file).Split('\n').Length - 1, 1, LongestRecord);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void The_index_has_a_row_for_each_record(string file)
    {
        var record = Form().Match(Read(file)).Groups;
        var status = record["status"].Value.Replace("\n ", "", StringComparison.Ordinal);
        var row = $"| [{record["number"]}]({file}) | {record["title"]} | {record["date"]} | {status} |";
        Assert.Contains(row, Read(Index).Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_that_amends_another_is_named_by_it(string file)
    {
        foreach (var (verb, answer) in Relations)
        {
            Assert.All(Named(file, verb), other => Assert.Contains(file, Named(other, answer)));
            Assert.All(Named(file, answer), other => Assert.Contains(file, Named(other, verb)));
        }
    }

    [Fact]
    public void Records_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Records.Count).Select(number => $"{number:D4}"), Records.Select(row => row.Data[..4]));

    /// <summary>The records that a status names after this verb.</summary>
    private static IEnumerable<string> Named(string file, string verb) => Form().Match(Read(file)).Groups["status"].Value.Split(',')
        .Where(part => part.TrimStart().StartsWith(verb + " [", StringComparison.Ordinal))
        .SelectMany(part => LinkedRecord().Matches(part).Select(match => match.Groups["file"].Value));

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    [GeneratedRegex(
        @"\A# (?<number>\d+)\. (?<title>.+)\n\n" +
        @"- Status: (?<status>(accepted|proposed|rejected|superseded)(.|\n )*)\n- Date: (?<date>.+)\n\n" +
        @"## Context\n\n(.|\n)+\n\n## Decision\n\n(.|\n)+\n\n## Consequences\n\n(.|\n)+\n\z",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"\((?<file>\d{4}-[\w-]+\.md)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkedRecord();
}
