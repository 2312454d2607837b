using System.Text.RegularExpressions;

namespace RoomChat.ServiceBusEmulator.Tests.Architecture;

/// <summary>The folders of the emulator are a ladder: a folder uses only folders below it. The README draws it.</summary>
public sealed partial class FolderLadderTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Settings"] = [],
        ["Entities"] = [],
        ["Access"] = ["Settings"],
        ["Broker"] = ["Entities"],
        ["Telemetry"] = ["Broker"],
        ["Topology"] = ["Broker", "Entities", "Settings"],
        ["Storage"] = ["Broker", "Entities", "Settings"],
        ["Amqp"] = ["Storage", "Telemetry", "Broker", "Access", "Entities", "Settings"],
        ["Administration"] = ["Telemetry", "Broker", "Access", "Entities", "Settings"],
        ["Status"] = ["Amqp", "Telemetry", "Broker"],
    };

    public static TheoryData<string> Rungs => [.. MayUse.Keys];

    [Theory]
    [MemberData(nameof(Rungs))]
    public void A_folder_uses_only_folders_below_it(string folder)
    {
        var upwards = EmulatorSources.Below(folder)
            .SelectMany(path => FoldersIn(path).Select(used => (File: Path.GetFileName(path), Uses: used)))
            .Where(use => use.Uses != folder && !MayUse[folder].Contains(use.Uses, StringComparer.Ordinal));
        Assert.Empty(upwards);
    }

    [Theory]
    [MemberData(nameof(Rungs))]
    public void A_folder_does_not_use_the_composition(string folder)
    {
        var composition = EmulatorSources.Composition().Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet(StringComparer.Ordinal);
        var upwards = EmulatorSources.Below(folder)
            .SelectMany(path => Word().Matches(File.ReadAllText(path)).Select(match => (File: Path.GetFileName(path), Uses: match.Value)))
            .Where(use => composition.Contains(use.Uses));
        Assert.Empty(upwards);
    }

    [Fact]
    public void Every_folder_is_a_rung() => Assert.Equal(MayUse.Keys.Order(StringComparer.Ordinal), EmulatorSources.Folders().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Amqp", "Amqp")]
    [InlineData("Microsoft.Data.Sqlite", "Storage")]
    public void A_library_is_used_in_one_folder(string library, string folder)
    {
        var users = EmulatorSources.Folders()
            .Where(each => EmulatorSources.Below(each).Any(path => Uses(File.ReadAllText(path), library)));
        Assert.Equal([folder], users);
    }

    [Fact]
    public void The_readme_draws_every_rung()
    {
        var readme = File.ReadAllText(Path.Combine(EmulatorSources.Home, "README.md"));
        var drawing = Drawing().Match(readme).Value;
        Assert.All(MayUse.Keys, folder => Assert.Contains(folder, drawing, StringComparison.Ordinal));
    }

    [Fact]
    public void The_emulator_references_no_project_of_another_product()
    {
        var references = Directory.EnumerateFiles(EmulatorSources.Home, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => ProjectReference().Matches(File.ReadAllText(path)).Select(match => match.Groups["project"].Value));
        Assert.Equal(["RoomChat.ServiceBusEmulator"], references);
    }

    private static IEnumerable<string> FoldersIn(string path) =>
        UsedFolder().Matches(File.ReadAllText(path)).Select(match => match.Groups["folder"].Value);

    /// <summary>Whether a text names a library's namespace. A dot before it makes it another namespace.</summary>
    private static bool Uses(string text, string library) =>
        Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(library)}(\.[A-Z]|;)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\bRoomChat\.ServiceBusEmulator\.(?<folder>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedFolder();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("```mermaid.*?```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?(?<project>[\w.]+)\.csproj""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();
}
