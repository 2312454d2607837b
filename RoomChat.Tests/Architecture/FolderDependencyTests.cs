using System.Text.RegularExpressions;

namespace RoomChat.Tests.Architecture;

/// <summary>
/// The folders of RoomChat.Realtime are a ladder: a rung may use the rungs below it, never one above. Telemetry is open to all.
/// </summary>
public sealed partial class FolderDependencyTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Connections"] = [],
        ["Rooms"] = ["Connections"],
        ["FanOut"] = ["Rooms", "Connections"],
        ["Backplane"] = ["FanOut", "Rooms", "Connections"],
        ["Presence"] = ["Backplane", "FanOut", "Rooms", "Connections"],
        ["Actions"] = ["Presence", "Backplane", "FanOut", "Rooms", "Connections"],
        ["Transports"] = ["Actions", "Presence", "Backplane", "FanOut", "Rooms", "Connections"],
        ["Push"] = [],
        ["Routing"] = ["FanOut", "Push"],
        ["Operators"] = ["Routing", "Connections"],
        ["Telemetry"] = [],
    };

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_realtime_uses_only_what_is_below_it(string folder)
    {
        var upwards = RepositoryFiles.Sources($"RoomChat.Realtime/{folder}")
            .SelectMany(path => UsedFolder().Matches(File.ReadAllText(path)).Select(match => (File: Path.GetFileName(path), Uses: match.Groups["folder"].Value)))
            .Where(use => use.Uses != folder && use.Uses != "Telemetry" && !MayUse[folder].Contains(use.Uses, StringComparer.Ordinal));
        Assert.Empty(upwards);
    }

    [Fact]
    public void Every_folder_of_realtime_has_its_rung()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(RepositoryFiles.Root, "RoomChat.Realtime")).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("bin" or "obj" or "Properties"));
        Assert.Empty(folders.Except(MayUse.Keys, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ProjectArrows))]
    public void A_project_references_only_what_the_design_draws(string project, string[] allowed)
    {
        var referenced = ProjectReference().Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, project, project + ".csproj")))
            .Select(match => match.Groups["project"].Value);
        Assert.Empty(referenced.Except(allowed, StringComparer.Ordinal));
    }

    public static TheoryData<string> Folders => [.. MayUse.Keys.Where(folder => Directory.Exists(Path.Combine(RepositoryFiles.Root, "RoomChat.Realtime", folder)))];

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

    [GeneratedRegex(@"\bRoomChat\.Realtime\.(?<folder>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedFolder();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?(?<project>[\w.]+)\.csproj""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();
}
