using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Repository;

/// <summary>Every package that is used, and what it brings along, has a licence that goes with ours.</summary>
public sealed class LicencesTests
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL"];

    /// <summary>Allowed where nothing of it is given away: in tests.</summary>
    private static readonly string[] AllowedInTests = ["MPL-2.0"];

    /// <summary>Their licence is a file or an address, which was read.</summary>
    private static readonly Dictionary<string, string> Read = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CommandLineParser"] = "MIT",
        ["Fractions"] = "BSD-2-Clause",
        ["Microsoft.DotNet.PlatformAbstractions"] = "MIT",
        ["System.Security.Cryptography.ProtectedData"] = "MIT",
    };

    private static readonly string PackageFolder = typeof(LicencesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "PackageFolder").Value!;

    public static TheoryData<string> Projects => [.. RepositoryFiles.Find("*.csproj").Select(project => Path.GetDirectoryName(project)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Packages_are_locked_and_have_licences_that_are_allowed(string folder)
    {
        var locked = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, folder, "packages.lock.json")))!;
        var allowed = folder.EndsWith(".Tests", StringComparison.Ordinal) ? (string[])[.. Allowed, .. AllowedInTests] : Allowed;
        var packages = locked["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject())
            .Where(package => (string?)package.Value!["type"] != "Project")
            .Select(package => (Name: package.Key, Version: (string)package.Value!["resolved"]!));
        // Tools of another operating system are locked, and not on this machine.
        Assert.All(
            packages.Where(package => File.Exists(SpecificationOf(package.Name, package.Version))),
            // Of several that are offered one is chosen.
            package => Assert.Contains(LicenceOf(package.Name, package.Version).Split(" OR "), licence => allowed.Contains(licence)));
    }

    private static string SpecificationOf(string name, string version) =>
        Path.Combine(PackageFolder, name.ToLowerInvariant(), version.ToLowerInvariant(), $"{name.ToLowerInvariant()}.nuspec");

    private static string LicenceOf(string name, string version)
    {
        var licence = XElement.Load(SpecificationOf(name, version)).Descendants().FirstOrDefault(
            element => element.Name.LocalName == "license");
        return (string?)licence?.Attribute("type") == "expression"
            ? licence!.Value
            : Read.GetValueOrDefault(name) ?? $"that of {name} {version}, which was never read";
    }
}
