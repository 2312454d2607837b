using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>What can be checked of the workflows without running them: what they may do, what they run, and that it exists.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. WorkflowFile.All];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_has_a_trigger_least_rights_and_one_run_at_a_time(string file)
    {
        var workflow = WorkflowFile.Read(file).Document;
        Assert.NotNull(workflow.Text("name"));
        Assert.NotNull(workflow["on"]);
        Assert.Equal("""{"contents":"read"}""", workflow["permissions"]?.ToJsonString());
        Assert.NotNull(workflow.Text("concurrency", "group"));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_job_has_a_fixed_runner_a_time_limit_and_rights_it_uses(string file)
    {
        foreach (var job in WorkflowFile.Read(file).Jobs.Values)
        {
            Assert.DoesNotContain("latest", job.Text("runs-on"), StringComparison.Ordinal);
            Assert.InRange((int)job["timeout-minutes"]!, 1, 60);
            Assert.All(job["permissions"]?.AsObject() ?? new JsonObject(), right => Assert.Contains($"{right.Key}: {right.Value}", Rights));
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void An_action_is_pinned_by_its_commit_beside_its_version(string file)
    {
        var uses = WorkflowFile.Read(file).Lines.Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(PinnedAction(), line));
    }

    [Fact]
    public void An_action_is_the_same_version_everywhere()
    {
        var pins = WorkflowFile.All.SelectMany(file => WorkflowFile.Read(file).Lines)
            .Select(line => PinnedAction().Match(line)).Where(match => match.Success)
            .Select(match => (Repository: match.Groups["repository"].Value, Pin: match.Groups["pin"].Value)).Distinct();
        Assert.Distinct(pins.Select(pin => pin.Repository));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_script_or_project_that_a_step_names_exists(string file)
    {
        var workflow = WorkflowFile.Read(file);
        var named = workflow.Scripts.SelectMany(script => RepositoryPath().Matches(script).Select(match => match.Groups["path"].Value));
        var settings = workflow.Steps.Select(step => step.Text("with", "global-json-file")).OfType<string>();
        Assert.All([.. named, .. settings], path => Assert.True(Path.Exists(Path.Combine(RepositoryFiles.Root, path)), path));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_script_gets_values_from_its_environment_only(string file) =>
        Assert.All(WorkflowFile.Read(file).Scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_checkout_leaves_no_token_behind(string file)
    {
        var checkouts = WorkflowFile.Read(file).Steps
            .Where(step => step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true);
        Assert.All(checkouts, step => Assert.Equal("false", step.Text("with", "persist-credentials")));
    }

    [Fact]
    public void CI_runs_all_tests_on_Linux_and_unit_tests_on_three_systems()
    {
        var jobs = WorkflowFile.Read("ci.yml").Jobs;
        Assert.Contains(".ci/run", WorkflowFile.ScriptsOf(jobs["test"]));
        Assert.Contains(".ci/unit-tests --no-build", WorkflowFile.ScriptsOf(jobs["portable"]));
        var systems = jobs["portable"]["strategy"]!["matrix"]!["os"]!.AsArray().Select(system => ((string)system!).Split('-')[0]);
        Assert.Equal(["macos", "ubuntu", "windows"], systems.Order(StringComparer.Ordinal));
        Assert.Contains("dotnet format RoomChat.sln --verify-no-changes", WorkflowFile.ScriptsOf(jobs["format"]));
        Assert.Contains("dotnet pack RoomChat.sln --configuration Release --output packages", WorkflowFile.ScriptsOf(jobs["pack"]));
    }

    [Theory]
    [InlineData("azure-dev.yml", "deploy")]
    [InlineData("release.yml", "release")]
    public void Nothing_is_published_before_the_tests_pass(string file, string publishing)
    {
        var jobs = WorkflowFile.Read(file).Jobs;
        Assert.Equal("test", jobs[publishing].Text("needs"));
        Assert.Contains(".ci/run", WorkflowFile.ScriptsOf(jobs["test"]));
    }

    [Fact]
    public void The_deployment_uses_a_federated_credential_of_the_environment_production()
    {
        var deploy = WorkflowFile.Read("azure-dev.yml").Jobs["deploy"];
        Assert.Equal("production", deploy.Text("environment"));
        Assert.Equal("write", deploy.Text("permissions", "id-token"));
        var scripts = WorkflowFile.ScriptsOf(deploy).ToList();
        Assert.Contains("--federated-credential-provider github", scripts[0], StringComparison.Ordinal);
        Assert.Equal(["azd provision --no-prompt", "azd deploy --no-prompt"], scripts[1..]);
    }

    [Fact]
    public void The_deployment_passes_every_secret_parameter_of_the_AppHost()
    {
        var parameters = RepositoryFiles.Sources("RoomChat.AppHost")
            .SelectMany(path => SecretParameter().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value));
        var variables = parameters.Select(name => "AZURE_" + name.Replace('-', '_').ToUpperInvariant()).ToList();
        Assert.NotEmpty(variables);
        foreach (var step in WorkflowFile.Read("azure-dev.yml").Jobs["deploy"]["steps"]!.AsArray().TakeLast(2))
        {
            Assert.All(variables, variable => Assert.Equal($"${{{{ secrets.{variable} }}}}", step.Text("env", variable)));
        }
    }

    [Fact]
    public void A_namespace_of_the_unit_tests_exists()
    {
        var namespaces = File.ReadLines(Path.Combine(RepositoryFiles.Root, ".ci", "unit-tests"))
            .Select(line => line.Trim()).Where(line => line.StartsWith("RoomChat.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(namespaces);
        Assert.All(namespaces, name => Assert.NotEmpty(RepositoryFiles.Sources(TestFolder(name))));
    }

    private static string TestFolder(string name) => name.StartsWith("RoomChat.ServiceBusEmulator.", StringComparison.Ordinal)
        ? $"emulator/RoomChat.ServiceBusEmulator.Tests/{name.Split('.')[^1]}"
        : $"RoomChat.Tests/{name.Split('.')[^1]}";

    /// <summary>Rights of jobs beyond reading: to sign in at Azure, to report findings, to publish a release and its packages.</summary>
    private static readonly string[] Rights =
        ["contents: read", "contents: write", "id-token: write", "packages: write", "security-events: write"];

    [GeneratedRegex(
        @"^ *(- )?uses: (?<repository>[\w.-]+/[\w.-]+)(/[\w./-]+)?@(?<pin>[0-9a-f]{40} # v\d+\.\d+\.\d+)$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"(AddParameter|AddRunSecret)\(""(?<name>[\w-]+)""(, secret: true)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretParameter();

    /// <summary>Words of a script that are a path: in a folder of the repository, or a solution or project.</summary>
    [GeneratedRegex(
        @"(?<=^|\s)(?<path>(\.ci|\.github|bench|docs|emulator|samples|RoomChat\.\w+)/[\w./-]+|[\w./-]+\.(sln|csproj|sh))(?=\s|$)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RepositoryPath();
}
