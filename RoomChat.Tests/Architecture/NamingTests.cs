using System.Text.RegularExpressions;

namespace RoomChat.Tests.Architecture;

public sealed partial class NamingTests
{
    private const int LongestFile = 250;

    [Fact]
    public void No_file_is_longer_than_250_lines()
    {
        var tooLong = RepositoryFiles.Sources([.. RepositoryFiles.Projects, "offline"])
            .Select(path => (Path: Path.GetRelativePath(RepositoryFiles.Root, path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > LongestFile);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_type_of_ours_has_a_name_that_says_nothing()
    {
        var empty = RepositoryFiles.Sources(RepositoryFiles.Projects)
            .SelectMany(path => TypeDeclaration().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value))
            .Where(name => SaysNothing().IsMatch(name));
        Assert.Empty(empty);
    }

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|sealed|static|abstract|partial|readonly)\s+)*(?:class|struct|record|interface|enum)\s+(?:class\s+|struct\s+)?(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Base|Impl)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SaysNothing();
}
