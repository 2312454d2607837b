using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>The rules of azd's schema for <c>azure.yaml</c>: a name, and exactly one service, the AppHost.</summary>
public sealed class AzureYamlTests
{
    [Fact]
    public void Project_is_one_AppHost_that_exists_and_can_be_recognised()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "azure.yaml"))));
        var root = yaml.Documents[0].RootNode;
        Assert.Matches(
            new Regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            root["name"].ToString());
        var service = Assert.Single(((YamlMappingNode)root["services"]).Children).Value;
        Assert.Equal("dotnet", service["language"].ToString());
        Assert.Equal("containerapp", service["host"].ToString());
        var project = Path.Combine(RepositoryFiles.Root, service["project"].ToString());
        Assert.Contains("Aspire.AppHost.Sdk", File.ReadAllText(project), StringComparison.Ordinal);
        // A folder of this name beside azure.yaml would replace all files that azd generates.
        Assert.False(Directory.Exists(Path.Combine(RepositoryFiles.Root, "infra")));
    }

    [Fact]
    public void AppHost_has_no_user_secrets_that_a_deployment_could_read()
    {
        var project = Path.Combine(RepositoryFiles.Root, "RoomChat.AppHost");
        Assert.DoesNotContain(
            "UserSecretsId",
            File.ReadAllText(Path.Combine(project, "RoomChat.AppHost.csproj")),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Development",
            File.ReadAllText(Path.Combine(project, "Properties", "launchSettings.json")),
            StringComparison.Ordinal);
    }
}
