using System.Text.RegularExpressions;

namespace RoomChat.Tests.Architecture;

/// <summary>The folders of each part are a ladder: a folder uses the folders below it, never one above.</summary>
public sealed partial class FolderDependencyTests
{
    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_uses_only_the_folders_below_it(string part, string folder)
    {
        var ladder = Ladder.All.Single(one => one.Path == part);
        string[] allowed = [folder, .. ladder.MayUse[folder], .. ladder.Open];
        var upwards = UsesOf(ladder, folder).Where(use => !allowed.Contains(use.Uses, StringComparer.Ordinal));
        Assert.Empty(upwards);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_folder_has_its_rung(string part)
    {
        var ladder = Ladder.All.Single(one => one.Path == part);
        Assert.Equal(ladder.MayUse.Keys.Order(StringComparer.Ordinal), FoldersOf(part).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ProjectArrows))]
    public void Project_references_only_what_the_design_draws(string project, string[] allowed)
    {
        var referenced = ProjectReference().Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, project, project + ".csproj")))
            .Select(match => match.Groups["project"].Value);
        Assert.Empty(referenced.Except(allowed, StringComparer.Ordinal));
    }

    public static TheoryData<string> Parts => [.. Ladder.All.Select(ladder => ladder.Path)];

    public static TheoryData<string, string> Folders =>
        [.. Ladder.All.SelectMany(ladder => ladder.MayUse.Keys, (ladder, folder) => (ladder.Path, folder))];

    public static TheoryData<string, string[]> ProjectArrows => new()
    {
        { "RoomChat.Contracts", [] },
        { "RoomChat.Client", ["RoomChat.Contracts"] },
        { "RoomChat.Web.Client", ["RoomChat.Client"] },
        { "RoomChat.Web", ["RoomChat.Messaging", "RoomChat.ServiceDefaults", "RoomChat.Web.Client"] },
        { "RoomChat.ServiceDefaults", ["RoomChat.Contracts"] },
        { "RoomChat.Messaging", ["RoomChat.Contracts", "RoomChat.ServiceDefaults"] },
        { "RoomChat.Rooms", ["RoomChat.Messaging", "RoomChat.ServiceDefaults"] },
        { "RoomChat.ApiService", ["RoomChat.Messaging", "RoomChat.Rooms", "RoomChat.ServiceDefaults"] },
        { "RoomChat.Realtime", ["RoomChat.Messaging", "RoomChat.Rooms", "RoomChat.ServiceDefaults"] },
    };

    /// <summary>Uses of other folders: namespaces in C#, and components of other folders in markup.</summary>
    private static IEnumerable<(string File, string Uses)> UsesOf(Ladder ladder, string folder)
    {
        var folders = FoldersOf(ladder.Path).ToHashSet(StringComparer.Ordinal);
        var components = RepositoryFiles.Find("*.razor").Where(path => path.StartsWith($"{ladder.Path}/", StringComparison.Ordinal))
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), path => path.Split('/')[^2], StringComparer.Ordinal);
        var root = $"{ladder.Path}/{folder}/";
        var sources = RepositoryFiles.Find("*.cs").Concat(RepositoryFiles.Find("*.razor"));
        foreach (var path in sources.Where(path => path.StartsWith(root, StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, path));
            foreach (Match use in UsedNamespace().Matches(text))
            {
                if (use.Groups["root"].Value == ladder.Namespace && folders.Contains(use.Groups["folder"].Value))
                    yield return (path, use.Groups["folder"].Value);
            }
            if (!path.EndsWith(".razor", StringComparison.Ordinal)) continue;
            foreach (var used in Component().Matches(text).SelectMany(tag => components[tag.Groups["name"].Value]))
            {
                if (folders.Contains(used)) yield return (path, used);
            }
        }
    }

    private static IEnumerable<string> FoldersOf(string part) =>
        Directory.EnumerateDirectories(Path.Combine(RepositoryFiles.Root, part)).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("bin" or "obj" or "Properties" or "wwwroot"));

    [GeneratedRegex(@"\b(?<root>RoomChat\.(Web\.Client|\w+))\.(?<folder>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedNamespace();

    [GeneratedRegex(@"<(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Component();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?(?<project>[\w.]+)\.csproj""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();
}
