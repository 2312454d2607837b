using System.Text.Json.Nodes;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>A workflow of GitHub Actions: its jobs and their steps.</summary>
internal sealed class WorkflowFile
{
    private const string Folder = ".github/workflows";

    private WorkflowFile(string name) => (Name, Document) = (name, YamlFile.Read($"{Folder}/{name}"));

    internal static IEnumerable<string> All => RepositoryFiles.Find("*.yml")
        .Where(path => path.StartsWith($"{Folder}/", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!);

    internal string Name { get; }

    internal JsonNode Document { get; }

    internal IEnumerable<string> Lines => File.ReadLines(Path.Combine(RepositoryFiles.Root, Folder, Name));

    internal IReadOnlyDictionary<string, JsonObject> Jobs => Document["jobs"]!.AsObject().ToDictionary(
        job => job.Key, job => job.Value!.AsObject(), StringComparer.Ordinal);

    internal IEnumerable<JsonNode?> Steps => Jobs.Values.SelectMany(job => job["steps"]!.AsArray());

    /// <summary>What the steps say to the shell.</summary>
    internal IEnumerable<string> Scripts => Jobs.Values.SelectMany(ScriptsOf);

    internal static IEnumerable<string> ScriptsOf(JsonObject job) =>
        job["steps"]!.AsArray().Select(step => step.Text("run")).OfType<string>();

    internal static WorkflowFile Read(string name) => new(name);
}
