using System.Text.RegularExpressions;

namespace RoomChat.ServiceBusEmulator.Tests.Architecture;

/// <summary>The README draws the folders of the emulator as a ladder. A folder may use only folders that its arrows reach.</summary>
public sealed partial class FolderLadderTests
{
    private static readonly ILookup<string, string> Arrows = ReadArrows();

    public static TheoryData<string> Rungs => [.. EmulatorSources.Folders()];

    [Theory]
    [MemberData(nameof(Rungs))]
    public void Folder_uses_only_folders_below_it(string folder)
    {
        var below = Below(folder);
        var upwards = EmulatorSources.Below(folder)
            .SelectMany(path => FoldersIn(path).Select(used => (File: Path.GetFileName(path), Uses: used)))
            .Where(use => use.Uses != folder && !below.Contains(use.Uses));
        Assert.Empty(upwards);
    }

    [Theory]
    [MemberData(nameof(Rungs))]
    public void Folder_does_not_use_the_composition(string folder)
    {
        var composition = EmulatorSources.Composition().Select(path => Path.GetFileNameWithoutExtension(path)!)
            .ToHashSet(StringComparer.Ordinal);
        var upwards = EmulatorSources.Below(folder)
            .SelectMany(path => Word().Matches(File.ReadAllText(path)).Select(match => (File: Path.GetFileName(path), Uses: match.Value)))
            .Where(use => composition.Contains(use.Uses));
        Assert.Empty(upwards);
    }

    [Theory]
    [MemberData(nameof(Rungs))]
    public void Folder_is_in_the_diagram_and_has_no_cycle(string folder)
    {
        Assert.True(Arrows.Contains(folder) || Arrows.Any(arrows => arrows.Contains(folder, StringComparer.Ordinal)));
        Assert.DoesNotContain(folder, Below(folder));
    }

    [Theory]
    [InlineData("Amqp", "Amqp")]
    [InlineData("Microsoft.Data.Sqlite", "Storage")]
    public void Library_is_used_in_one_folder(string library, string folder)
    {
        var users = EmulatorSources.Folders()
            .Where(each => EmulatorSources.Below(each).Any(path => Uses(File.ReadAllText(path), library)));
        Assert.Equal([folder], users);
    }

    [Fact]
    public void Storage_is_not_above_amqp() => Assert.DoesNotContain("Amqp", Below("Storage"));

    [Fact]
    public void Emulator_references_no_project_of_another_product()
    {
        var references = Directory.EnumerateFiles(EmulatorSources.Home, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => ProjectReference().Matches(File.ReadAllText(path)).Select(match => match.Groups["project"].Value));
        Assert.Equal(["RoomChat.ServiceBusEmulator"], references);
    }

    private static ILookup<string, string> ReadArrows()
    {
        var drawing = Drawing().Match(File.ReadAllText(Path.Combine(EmulatorSources.Home, "README.md"))).Value;
        return Arrow().Matches(drawing)
            .ToLookup(match => match.Groups["above"].Value, match => match.Groups["below"].Value, StringComparer.Ordinal);
    }

    /// <summary>All folders that the arrows of a folder reach.</summary>
    private static HashSet<string> Below(string folder)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([folder]);
        while (next.TryPop(out var above))
        {
            foreach (var below in Arrows[above].Where(found.Add)) next.Push(below);
        }

        return found;
    }

    private static IEnumerable<string> FoldersIn(string path) =>
        UsedFolder().Matches(File.ReadAllText(path)).Select(match => match.Groups["folder"].Value);

    /// <summary>Whether a text uses a library's namespace. A preceding dot means another namespace.</summary>
    private static bool Uses(string text, string library) =>
        Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(library)}(\.[A-Z]|;)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\bRoomChat\.ServiceBusEmulator\.(?<folder>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedFolder();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<above>\w+) --> (?<below>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex("```mermaid.*?```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?(?<project>[\w.]+)\.csproj""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();
}
