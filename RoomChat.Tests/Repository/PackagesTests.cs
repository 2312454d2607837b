using System.Xml.Linq;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>What <c>dotnet pack RoomChat.sln</c> makes: two libraries and a tool.</summary>
public sealed class PackagesTests
{
    [Fact]
    public void Client_Contracts_and_emulator_are_packages_and_nothing_else()
    {
        Assert.Equal("false", Property("Directory.Build.props", "IsPackable"));
        Assert.Equal(
            [
                "RoomChat.Client/RoomChat.Client.csproj", "RoomChat.Contracts/RoomChat.Contracts.csproj",
                "emulator/RoomChat.ServiceBusEmulator/RoomChat.ServiceBusEmulator.csproj",
            ],
            Packages);
    }

    public static IEnumerable<string> Packages => RepositoryFiles.Find("*.csproj").Where(path => Property(path, "IsPackable") == "true");

    public static TheoryData<string> PackageRows => [.. Packages];

    [Theory]
    [MemberData(nameof(PackageRows))]
    public void A_package_has_a_description_tags_a_licence_and_a_readme(string project)
    {
        Assert.NotNull(Property(project, "Description"));
        Assert.NotNull(Property(project, "PackageTags"));
        Assert.Equal("MIT", Property("Directory.Build.props", "PackageLicenseExpression"));
        Assert.Equal("README.md", Property("Directory.Build.props", "PackageReadmeFile"));
        var packed = Read(project).Descendants("None").Where(item => (string?)item.Attribute("Pack") == "true")
            .Select(item => (string?)item.Attribute("Include") ?? (string)item.Attribute("Update")!).ToList();
        Assert.Contains(packed, path => Path.GetFileName(path) == "README.md");
        var folder = Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(project)!);
        Assert.All(packed, path => Assert.True(File.Exists(Path.Combine(folder, path)), path));
    }

    [Fact]
    public void The_emulator_is_a_tool_and_its_README_and_CI_name_the_command()
    {
        const string Project = "emulator/RoomChat.ServiceBusEmulator/RoomChat.ServiceBusEmulator.csproj";
        Assert.Equal("true", Property(Project, "PackAsTool"));
        var command = Property(Project, "ToolCommandName")!;
        Assert.Contains(command, File.ReadAllText(Path.Combine(RepositoryFiles.Root, "emulator", "README.md")), StringComparison.Ordinal);
        var scripts = WorkflowFile.ScriptsOf(WorkflowFile.Read("ci.yml").Jobs["pack"]);
        Assert.Contains(scripts, script => script.Contains($"tools/{command} --version", StringComparison.Ordinal));
    }

    private static string? Property(string project, string name) => (string?)Read(project).Descendants(name).FirstOrDefault();

    private static XElement Read(string project) => XElement.Load(Path.Combine(RepositoryFiles.Root, project));
}
