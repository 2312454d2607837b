using System.IO.Enumeration;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>Files that GitHub and editors read have the form that they ask for.</summary>
public sealed partial class CommunityFilesTests
{
    private const string Forms = ".github/ISSUE_TEMPLATE/";
    private static readonly string[] FieldTypes = ["checkboxes", "dropdown", "input", "markdown", "textarea"];

    public static TheoryData<string> IssueForms =>
        [.. RepositoryFiles.Find("*.yml").Where(path => path.StartsWith(Forms, StringComparison.Ordinal) && path != Forms + "config.yml")];

    [Theory]
    [MemberData(nameof(IssueForms))]
    public void An_issue_form_has_a_name_a_description_and_labelled_fields(string path)
    {
        var form = YamlFile.Read(path);
        Assert.NotNull(form.Text("name"));
        Assert.NotNull(form.Text("description"));
        var fields = form["body"]!.AsArray();
        Assert.All(fields, field => Assert.Contains(field.Text("type"), FieldTypes));
        var asked = fields.Where(field => field.Text("type") != "markdown").ToList();
        Assert.Contains(asked, field => field.Text("validations", "required") == "true");
        Assert.All(asked, field => Assert.NotNull(field.Text("attributes", "label")));
        Assert.Distinct(asked.Select(field => Assert.IsType<string>(field.Text("id"))));
    }

    [Fact]
    public void Dependabot_watches_all_that_is_pinned_in_folders_that_exist()
    {
        var dependabot = YamlFile.Read(".github/dependabot.yml");
        Assert.Equal("2", dependabot.Text("version"));
        var updates = dependabot["updates"]!.AsArray();
        Assert.Equal(
            ["devcontainers", "docker-compose", "dotnet-sdk", "github-actions", "nuget"],
            updates.Select(update => update.Text("package-ecosystem")).Order(StringComparer.Ordinal));
        Assert.All(updates, update => Assert.True(Directory.Exists(RepositoryFiles.Root + update.Text("directory"))));
        Assert.All(updates, update => Assert.NotNull(update.Text("schedule", "interval")));
    }

    [Fact]
    public void Dependabot_groups_match_packages_that_are_used()
    {
        var packages = PackageVersion().Matches(Read("Directory.Packages.props")).Select(match => match.Groups["name"].Value).ToList();
        var updates = YamlFile.Read(".github/dependabot.yml")["updates"]!.AsArray();
        var groups = updates.Single(update => update.Text("package-ecosystem") == "nuget")!["groups"]!.AsObject();
        var patterns = groups.SelectMany(group => group.Value!["patterns"]!.AsArray().Select(pattern => (string)pattern!));
        Assert.All(patterns, pattern => Assert.Contains(packages, name => Matches(pattern, name)));
    }

    [Fact]
    public void The_changelog_has_sections_with_versions_and_dates_newest_first()
    {
        var headings = ChangelogHeading().Matches(Read("CHANGELOG.md")).ToList();
        Assert.Equal("Unreleased", headings[0].Groups["version"].Value);
        var released = headings.Skip(1).ToList();
        Assert.All(released, heading => Assert.True(
            DateOnly.TryParseExact(heading.Groups["date"].Value, "yyyy-MM-dd", out _), heading.Value));
        var versions = released.Select(heading => Version.Parse(heading.Groups["version"].Value)).ToList();
        Assert.Equal(versions.OrderDescending(), versions);
    }

    [Fact]
    public void The_code_of_conduct_is_the_Contributor_Covenant_by_reference()
    {
        var text = Read("CODE_OF_CONDUCT.md");
        Assert.Contains("https://www.contributor-covenant.org/version/2/1/code_of_conduct/", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_has_the_SDK_of_the_solution_and_forwards_the_ports_of_chat_and_dashboard()
    {
        var container = JsonNode.Parse(Read(".devcontainer/devcontainer.json"))!;
        var sdk = JsonNode.Parse(Read("global.json")).Text("sdk", "version")!;
        var features = container["features"]!.AsObject();
        var dotnet = features.Single(feature => feature.Key.Contains("/features/dotnet:", StringComparison.Ordinal));
        Assert.StartsWith(dotnet.Value.Text("version")! + ".", sdk, StringComparison.Ordinal);
        Assert.Contains("chromium", container.Text("onCreateCommand"), StringComparison.Ordinal);
        Assert.Equal([8080, 18888], container["forwardPorts"]!.AsArray().Select(port => (int)port!));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryFiles.Root, path));

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    [GeneratedRegex(@"<PackageVersion Include=""(?<name>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^## \[(?<version>[^\]]+)\]( - (?<date>\S+))?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChangelogHeading();
}
