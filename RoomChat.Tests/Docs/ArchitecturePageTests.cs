using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Docs;

/// <summary>The diagram of <c>docs/architecture.md</c> matches the code.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "architecture.md"));

    public static TheoryData<string, string> Calls =>
        [.. Arrow().Matches(Page).Where(arrow => arrow.Groups["line"].Value == "-->").Select(arrow => (From(arrow), To(arrow)))];

    public static TheoryData<string> Nodes =>
        [.. Arrow().Matches(Page).SelectMany(arrow => new[] { From(arrow), To(arrow) }).Distinct(StringComparer.Ordinal)];

    /// <summary>A class is called by its own name, or by an interface that it implements.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void Solid_arrow_is_a_use_in_the_code(string from, string to)
    {
        var caller = File.ReadAllText(FileOf(from));
        string[] names = [to, .. InterfacesOf(to)];
        Assert.Contains(names, name => Regex.IsMatch(caller, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Node_is_a_class_with_a_row_that_links_its_file(string node)
    {
        var path = Path.GetRelativePath(RepositoryFiles.Root, FileOf(node)).Replace('\\', '/');
        Assert.Contains($"[`{node}`](../{path})", Page, StringComparison.Ordinal);
    }

    private static string From(Match arrow) => arrow.Groups["from"].Value;

    private static string To(Match arrow) => arrow.Groups["to"].Value;

    private static string FileOf(string type) => Assert.Single(
        RepositoryFiles.Sources("RoomChat.Web", "RoomChat.ApiService", "RoomChat.Messaging", "RoomChat.Realtime"),
        path => Path.GetFileName(path) == $"{type}.cs");

    private static IEnumerable<string> InterfacesOf(string type)
    {
        var pattern = $@"class {type}\b[^{{;]*?\)?\s*:\s*(?<bases>[^{{;]+)";
        var declaration = Regex.Match(File.ReadAllText(FileOf(type)), pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        return declaration.Groups["bases"].Value.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(name => Interface().IsMatch(name));
    }

    [GeneratedRegex(@"^ +(?<from>\w+) (?<line>-->|-\.->|-\. [^.]+ \.->) (?<to>\w+)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^I[A-Z]\w+$", RegexOptions.None, 1000)]
    private static partial Regex Interface();
}
