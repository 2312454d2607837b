using System.Globalization;
using System.Text.RegularExpressions;

namespace RoomChat.Tests.Architecture;

public sealed partial class NamingTests
{
    private const int LongestFile = 250;
    private const int WidestLine = 140;

    [Fact]
    public void No_file_is_longer_than_250_lines()
    {
        var tooLong = RepositoryFiles.Sources([.. RepositoryFiles.Projects, "offline"])
            .Select(path => (Path: Path.GetRelativePath(RepositoryFiles.Root, path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > LongestFile);
        Assert.Empty(tooLong);
    }

    /// <summary>Raw string literals are data that would change when they are broken.</summary>
    [Fact]
    public void No_line_is_wider_than_140_characters()
    {
        var wide = RepositoryFiles.Sources([.. RepositoryFiles.Projects, "offline"]).SelectMany(WideLinesOf);
        Assert.Empty(wide);
    }

    [Fact]
    public void No_type_of_ours_has_a_name_that_says_nothing()
    {
        var empty = RepositoryFiles.Sources(RepositoryFiles.Projects)
            .SelectMany(path => TypeDeclaration().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value))
            .Where(name => SaysNothing().IsMatch(name));
        Assert.Empty(empty);
    }

    private static IEnumerable<string> WideLinesOf(string path)
    {
        var (number, isRaw) = (0, false);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var marks = RawQuotes().Count(line);
            if (!isRaw && marks == 0 && new StringInfo(line).LengthInTextElements > WidestLine)
                yield return $"{Path.GetRelativePath(RepositoryFiles.Root, path)} {number}";
            isRaw ^= marks % 2 == 1;
        }
    }

    [GeneratedRegex("\"{3,}", RegexOptions.None, 1000)]
    private static partial Regex RawQuotes();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|sealed|static|abstract|partial|readonly)\s+)*"
        + @"(?:class|struct|record|interface|enum)\s+(?:class\s+|struct\s+)?(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Base|Impl)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SaysNothing();
}
